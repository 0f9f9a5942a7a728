package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;

/** Passes every call on. */
abstract class Passing implements ObjectStore {
    private final ObjectStore real;

    Passing(ObjectStore real) {
        this.real = real;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return real.put(address, body);
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        return real.initiate(address);
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        return real.putPart(address, uploadId, partNumber, body);
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        return real.listParts(address, uploadId);
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return real.complete(address, uploadId, parts);
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return real.listUploads(address);
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        real.abort(address, uploadId);
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return real.head(address);
    }
}
