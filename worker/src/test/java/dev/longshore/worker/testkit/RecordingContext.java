package dev.longshore.worker.testkit;

import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import dev.longshore.worker.uploader.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Remembers what a step told; its lease lasts for as many questions as a test allows. Thread-safe. */
public final class RecordingContext implements TaskContext {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final List<UnitReceipt> receipts = new ArrayList<>();
    private volatile int leaseAnswers = Integer.MAX_VALUE;
    private volatile boolean stopping;
    private volatile @Nullable StepException unreportable;
    private volatile @Nullable PlanSummary plan;
    private volatile @Nullable Session prepared;
    private volatile @Nullable String sessionId;

    /** The lease is lost after it was asked for so often. */
    public RecordingContext leaseFor(int answers) {
        leaseAnswers = answers;
        return this;
    }

    public RecordingContext failPrepared(StepException thrown) {
        unreportable = thrown;
        return this;
    }

    public void stop() {
        stopping = true;
    }

    public void loseLease() {
        leaseAnswers = 0;
    }

    @Override
    public boolean mayContinue() {
        return asked.incrementAndGet() <= leaseAnswers && !stopping;
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void prepared(PlanSummary reported, Session session) throws StepException {
        StepException thrown = unreportable;
        if (thrown != null) {
            throw thrown;
        }
        plan = reported;
        prepared = session;
    }

    @Override
    public void session(String id) {
        sessionId = id;
    }

    @Override
    public synchronized void unitDone(UnitReceipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void bytesSent(long count) {
        bytes.addAndGet(count);
    }

    public int asked() {
        return asked.get();
    }

    public long bytes() {
        return bytes.get();
    }

    public synchronized List<UnitReceipt> receipts() {
        return List.copyOf(receipts);
    }

    public List<Integer> units() {
        return receipts().stream().map(UnitReceipt::unit).sorted().toList();
    }

    public @Nullable PlanSummary plan() {
        return plan;
    }

    public @Nullable Session prepared() {
        return prepared;
    }

    public @Nullable String sessionId() {
        return sessionId;
    }
}
