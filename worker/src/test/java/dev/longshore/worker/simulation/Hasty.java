package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;

/** A planted bug: bytes that were sent are taken for bytes that are stored. */
final class Hasty extends Passing {
    Hasty(ObjectStore real) {
        super(real);
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        try {
            return super.put(address, body);
        } catch (StepException e) {
            return receipt(body, e);
        }
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        try {
            return super.putPart(address, uploadId, partNumber, body);
        } catch (StepException e) {
            return receipt(body, e);
        }
    }

    private static StoredBytes receipt(Body body, StepException cause) throws StepException {
        try (InputStream in = body.open()) {
            byte[] grains = in.readAllBytes();
            return new StoredBytes(Content.etag(grains), Content.crc64(grains));
        } catch (IOException e) {
            throw cause;
        }
    }
}
