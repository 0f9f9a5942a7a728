package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;

/** A planted bug: doesn't want to know what COS made of the parts. */
final class Trusting extends Passing {
    Trusting(ObjectStore real) {
        super(real);
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return new StoredObject(-1, super.complete(address, uploadId, parts).etag(), null);
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) {
        return Optional.empty();
    }
}
