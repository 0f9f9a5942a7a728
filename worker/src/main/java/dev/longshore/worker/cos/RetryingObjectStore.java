package dev.longshore.worker.cos;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats idempotent calls that failed for a passing reason, a bounded number of times with growing pauses.
 *
 * <p>Not repeated: {@link #initiate} (each call opens another upload) and {@link #complete} (a repeat after a lost answer meets
 * {@code NoSuchUpload}, which only the caller can tell from an abort); whatever is wrong with the source; what calls for a new session.
 */
public final class RetryingObjectStore implements ObjectStore {
    private static final Logger log = LoggerFactory.getLogger(RetryingObjectStore.class);
    private static final Set<ErrorCategory> PASSING =
            EnumSet.of(ErrorCategory.SERVICE, ErrorCategory.QUOTA, ErrorCategory.INTEGRITY);

    private final ObjectStore store;
    private final Policy policy;
    private final Sleeper sleeper;

    /**
     * How often and how fast.
     *
     * @param tries the first one included
     * @param firstPause before the second try; each further pause is twice as long
     * @param longestPause no pause is longer
     */
    public record Policy(int tries, Duration firstPause, Duration longestPause) {
        public static final Policy DEFAULT = new Policy(4, Duration.ofMillis(200), Duration.ofSeconds(2));

        public Policy {
            if (tries < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
                throw new IllegalArgumentException("not a retry policy: " + tries + " tries, " + firstPause + " to " + longestPause);
            }
        }

        /** @param failed tries that have failed, from 1 */
        Duration pauseAfter(int failed) {
            Duration pause = firstPause;
            for (int i = 1; i < failed && pause.compareTo(longestPause) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    public RetryingObjectStore(ObjectStore store, Policy policy, Sleeper sleeper) {
        this.store = store;
        this.policy = policy;
        this.sleeper = sleeper;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return repeat(() -> store.put(address, body));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        return repeat(() -> store.putPart(address, uploadId, partNumber, body));
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        return repeat(() -> store.listParts(address, uploadId));
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return repeat(() -> store.listUploads(address));
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        repeat(() -> {
            store.abort(address, uploadId);
            return uploadId;
        });
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return repeat(() -> store.head(address));
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        return store.initiate(address);
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return store.complete(address, uploadId, parts);
    }

    private <T> T repeat(Call<T> call) throws StepException {
        for (int attempt = 1;; attempt++) {
            try {
                return call.run();
            } catch (StepException e) {
                if (attempt >= policy.tries() || !isPassing(e.failure())) {
                    throw e;
                }
                pause(policy.pauseAfter(attempt), attempt, e);
            }
        }
    }

    private void pause(Duration pause, int failed, StepException reason) throws StepException {
        log.info("try {} of {} failed, next in {} ms: {}", failed, policy.tries(), pause.toMillis(), reason.getMessage());
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(interrupted);
            throw reason;
        }
    }

    private static boolean isPassing(Failure failure) {
        boolean mayPass =
                switch (failure.remedy()) {
                    case RETRY, WAIT_FOR_SERVICE -> true;
                    case GIVE_UP, NEW_SESSION -> false;
                };
        return mayPass && PASSING.contains(failure.category());
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws StepException;
    }
}
