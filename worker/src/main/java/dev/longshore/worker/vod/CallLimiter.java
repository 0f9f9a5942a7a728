package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.pace.CallTurns;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this worker's calls within its share of what VOD takes from an account, and repeats a call that was refused for its rate all the same: other
 * workers, and other programs, spend the same cap. Each credential profile counts as an account of its own. Thread-safe.
 */
public final class CallLimiter {
    private static final Logger log = LoggerFactory.getLogger(CallLimiter.class);

    /** A slot is held meanwhile, which others may have work for. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    static final int TRIES = 5;

    /** VOD counts by the second, so a refused call waits for another one. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<Limited, CallTurns> turns = new HashMap<>();
    private final WaitObserver observer;
    private final LongSupplier nanos;
    private final Sleeper sleeper;

    /**
     * What has a limit of its own.
     *
     * @param profile the credential profile
     */
    public record Limited(String profile, VodAction action) {}

    /** Hears how long calls waited for their turns. */
    @FunctionalInterface
    public interface WaitObserver {
        WaitObserver NONE = (_, _) -> {};

        /** @param nanos 0 or more; until the turn came, or until it was given up */
        void waited(VodAction action, long nanos);
    }

    @FunctionalInterface
    interface Call<T, E extends Exception, X extends Exception> {
        T run() throws StepException, E, X;
    }

    /**
     * @param profiles the credential profiles that this worker holds; calls with others are not limited, and fail
     * @param workers how many workers share the caps at the moment, this one included; asked at each call, must be quick
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public CallLimiter(
            CallLimits limits, Set<String> profiles, IntSupplier workers, WaitObserver observer, LongSupplier nanos, Sleeper sleeper) {
        this.observer = observer;
        this.nanos = nanos;
        this.sleeper = sleeper;
        for (String profile : profiles) {
            limits.callsPerSecond()
                    .forEach((action, cap) -> turns.put(new Limited(profile, action), new CallTurns(cap, workers, nanos, sleeper)));
        }
    }

    /** What is limited, and how it stands. */
    public Map<Limited, CallTurns> turns() {
        return Map.copyOf(turns);
    }

    /**
     * Makes a call in its turn, again when it was refused for its rate, at most {@value #TRIES} times. An interrupted thread makes none.
     *
     * @throws StepException as the call throws it; or {@code Quota.RateLimited} without a call if its turn is more than 5 s away
     */
    <T, E extends Exception, X extends Exception> T call(VodAction action, UploadJob job, Call<T, E, X> call) throws StepException, E, X {
        CallTurns own = turns.get(new Limited(Objects.requireNonNullElse(job.credentials(), CredentialSource.DEFAULT_PROFILE), action));
        for (int attempt = 1;; attempt++) {
            await(own, action);
            try {
                return call.run();
            } catch (StepException e) {
                if (!e.failure().code().equals(ErrorCode.RATE_LIMITED.code())) {
                    throw e;
                }
                if (own != null) {
                    own.refused();
                }
                if (attempt == TRIES) {
                    throw e;
                }
                log.debug("call.refused action={} try {} of {}: {}", action.api(), attempt, TRIES, e.getMessage());
                pause(e);
            }
        }
    }

    private void await(@Nullable CallTurns own, VodAction action) throws StepException {
        if (own == null) {
            return;
        }
        long began = nanos.getAsLong();
        try {
            if (!own.await(LONGEST_WAIT)) {
                throw new StepException(tooFar(action, own));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Failure failure = Failure.of(
                    ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, action.api() + " not called: interrupted before its turn");
            throw new StepException(failure, e);
        } finally {
            observer.waited(action, nanos.getAsLong() - began);
        }
    }

    private static Failure tooFar(VodAction action, CallTurns own) {
        return Failure.of(ErrorCode.RATE_LIMITED, Remedy.WAIT_FOR_SERVICE, String.format(
                Locale.ROOT,
                "%s not called: its turn is more than %d s away at %.1f calls a second; this worker's share of longshore.vod.call-limits.%s is %.1f",
                action.api(), LONGEST_WAIT.toSeconds(), own.rate(), action.property(), own.share()));
    }

    private void pause(StepException refusal) throws StepException {
        try {
            sleeper.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }
}
