package dev.longshore.worker.uploader;

import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers how fast each body may be sent, and has it sent at once. */
final class PaceWatch implements ObjectStore {
    private final ObjectStore store;
    private final List<Pace> paces = new ArrayList<>();

    PaceWatch(ObjectStore store) {
        this.store = store;
    }

    List<Pace> paces() {
        return List.copyOf(paces);
    }

    private record Unpaced(Body body) implements Body {
        @Override
        public long length() {
            return body.length();
        }

        @Override
        public InputStream open() throws IOException {
            return body.open();
        }

        @Override
        public void sent(long bytes) {
            body.sent(bytes);
        }
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        paces.add(body.pace());
        return store.put(address, new Unpaced(body));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        paces.add(body.pace());
        return store.putPart(address, uploadId, partNumber, new Unpaced(body));
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        return store.initiate(address);
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        return store.listParts(address, uploadId);
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return store.complete(address, uploadId, parts);
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return store.listUploads(address);
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        store.abort(address, uploadId);
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return store.head(address);
    }
}
