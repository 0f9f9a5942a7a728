package dev.longshore.worker.metrics;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Clocks;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Times the calls of COS and counts bodies. Belongs inside whatever repeats calls, so that each try is seen. */
public final class MeteredObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final CallMeter meter;
    private final Counter sent;
    private final Counter stored;
    private final Counter waited;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param codes the codes that the service may answer */
    public MeteredObjectStore(ObjectStore store, Meters meters, ErrorTable codes, Clocks clocks) {
        this.store = store;
        this.meter = new CallMeter(meters, Metric.COS_CALLS, Metric.COS_ERRORS, codes, clocks.nanos());
        this.sent = meters.counter(Metric.COS_SENT);
        this.stored = meters.counter(Metric.COS_STORED);
        this.waited = meters.counter(Metric.BANDWIDTH_WAITED);
        meters.gauge(Metric.UNITS_IN_FLIGHT, inFlight::get);
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return transfer("PutObject", body, metered -> store.put(address, metered));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        return transfer("UploadPart", body, metered -> store.putPart(address, uploadId, partNumber, metered));
    }

    @FunctionalInterface
    private interface Transfer {
        StoredBytes run(Body body) throws StepException;
    }

    private StoredBytes transfer(String action, Body body, Transfer transfer) throws StepException {
        MeteredBody metered = new MeteredBody(body, sent, waited);
        inFlight.incrementAndGet();
        try {
            StoredBytes answer = meter.run(action, () -> transfer.run(metered));
            stored.increment(body.length());
            return answer;
        } finally {
            inFlight.decrementAndGet();
            metered.settle();
        }
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        return meter.run("InitiateMultipartUpload", () -> store.initiate(address));
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        return meter.run("ListParts", () -> store.listParts(address, uploadId));
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return meter.run("CompleteMultipartUpload", () -> store.complete(address, uploadId, parts));
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return meter.run("ListMultipartUploads", () -> store.listUploads(address));
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        meter.run("AbortMultipartUpload", () -> {
            store.abort(address, uploadId);
            return uploadId;
        });
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return meter.run("HeadObject", () -> store.head(address));
    }
}
