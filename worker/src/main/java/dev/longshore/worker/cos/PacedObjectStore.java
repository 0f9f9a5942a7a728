package dev.longshore.worker.cos;

import dev.longshore.worker.bandwidth.Limiter;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;

/** Sends all bodies together no faster than one limit permits. Calls without a body pass. */
public final class PacedObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final Limiter limiter;

    public PacedObjectStore(ObjectStore store, Limiter limiter) {
        this.store = store;
        this.limiter = limiter;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return store.put(address, new PacedBody(body, limiter.pace()));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        return store.putPart(address, uploadId, partNumber, new PacedBody(body, limiter.pace()));
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
