package dev.longshore.worker.testing;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a test act at an exact moment of a transfer, on the thread that transfers, so that neither sleeps nor luck are needed. Everything goes on to
 * the store behind it. Thread-safe.
 */
public final class TransferMoments implements ObjectStore {
    private static final Planned NOTHING = new Planned(When.BEFORE, "", false, () -> {});

    private final ObjectStore store;
    private final AtomicReference<Planned> planned = new AtomicReference<>(NOTHING);

    public TransferMoments(ObjectStore store) {
        this.store = store;
    }

    /** Where in a call. */
    public enum When {
        /** Nothing has been sent. */
        BEFORE,
        /** The first bytes of its body were handed to the network. */
        IN_BODY,
        /** It was answered without an error. */
        AFTER
    }

    /** What happens then. */
    @FunctionalInterface
    public interface Act {
        void now() throws IOException;
    }

    private record Planned(When when, String call, AtomicBoolean done, boolean everyTime, Act act) {
        Planned(When when, String call, boolean everyTime, Act act) {
            this(when, call, new AtomicBoolean(), everyTime, act);
        }
    }

    /**
     * Replaces what was planned before.
     *
     * @param call such as {@code put}, {@code putPart 2}, {@code putPart} for each of them, or {@code complete}
     * @return whether it has come about
     */
    public AtomicBoolean once(When when, String call, Act act) {
        return plan(new Planned(when, call, false, act));
    }

    public AtomicBoolean everyTime(When when, String call, Act act) {
        return plan(new Planned(when, call, true, act));
    }

    public void never() {
        planned.set(NOTHING);
    }

    private AtomicBoolean plan(Planned next) {
        planned.set(next);
        return next.done();
    }

    private void reached(When when, String call) {
        Planned plan = planned.get();
        boolean here = plan.when() == when && (call.equals(plan.call()) || call.startsWith(plan.call() + " "));
        if (here && (!plan.done().getAndSet(true) || plan.everyTime())) {
            try {
                plan.act().now();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws StepException;
    }

    private <T> T around(String name, Call<T> call) throws StepException {
        reached(When.BEFORE, name);
        T answer = call.run();
        reached(When.AFTER, name);
        return answer;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return around("put", () -> store.put(address, new Watched(body, "put")));
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        return around("initiate", () -> store.initiate(address));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        String name = "putPart " + partNumber;
        return around(name, () -> store.putPart(address, uploadId, partNumber, new Watched(body, name)));
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        return around("listParts", () -> store.listParts(address, uploadId));
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return around("listUploads", () -> store.listUploads(address));
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return around("complete", () -> store.complete(address, uploadId, parts));
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        around("abort", () -> {
            store.abort(address, uploadId);
            return uploadId;
        });
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return around("head", () -> store.head(address));
    }

    /** One call's body. */
    private final class Watched implements Body {
        private final Body body;
        private final String call;
        private final AtomicBoolean begun = new AtomicBoolean();

        Watched(Body body, String call) {
            this.body = body;
            this.call = call;
        }

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
            if (!begun.getAndSet(true)) {
                reached(When.IN_BODY, call);
            }
        }
    }
}
