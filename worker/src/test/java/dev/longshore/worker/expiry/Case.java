package dev.longshore.worker.expiry;

import dev.longshore.sandbox.cos.ExpiredCertificate;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.Rig;
import dev.longshore.worker.testing.TransferMoments.When;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** One way to expire, and what must come of it. */
final class Case {
    static final Duration LIFETIME = Duration.ofHours(1);
    static final int SMALL = 100_000;
    /** Parts of 8, 8 and 1 MiB. */
    static final int THREE_PARTS = 17 << 20;

    /** When time passes. */
    @FunctionalInterface
    interface Trigger {
        /** @return whether it has passed */
        AtomicBoolean arm(Rig rig);
    }

    /**
     * How it must end.
     *
     * @param succeeds as one media with the file's bytes; else with {@code Service.SessionExpired}
     * @param left multipart uploads that can't be aborted any more
     * @param reported how many the log says are left
     */
    record Expected(boolean succeeds, int attempts, int sessions, int left, int reported) {}

    final String what;
    int bytes = THREE_PARTS;
    Duration lifetime = LIFETIME;
    Duration serviceAhead = Duration.ZERO;
    ExpiredCertificate form = ExpiredCertificate.TOKEN;
    boolean unitByUnit;
    boolean commitAnswerLost;
    boolean unrefused;
    Trigger trigger = rig -> new AtomicBoolean(true);
    Expected expected = new Expected(true, 1, 1, 0, 0);

    private Case(String what) {
        this.what = what;
    }

    static Case of(String what) {
        return new Case(what);
    }

    Case small() {
        bytes = SMALL;
        return this;
    }

    Case lifetime(Duration time) {
        lifetime = time;
        return this;
    }

    /** The service's clock is so far ahead that the worker thinks that certificates last longer. */
    Case serviceAhead(Duration time) {
        serviceAhead = time;
        return this;
    }

    Case form(ExpiredCertificate words) {
        form = words;
        return this;
    }

    Case unitByUnit() {
        unitByUnit = true;
        return this;
    }

    /** The first CommitUpload takes effect and its answer never arrives; the service refuses to repeat it. */
    Case commitAnswerLost() {
        commitAnswerLost = true;
        return this;
    }

    Case passes(Duration time, When when, String call) {
        trigger = rig -> rig.moments().once(when, call, () -> rig.clock().pass(time));
        return this;
    }

    Case alwaysPasses(Duration time, When when, String call) {
        trigger = rig -> rig.moments().everyTime(when, call, () -> rig.clock().pass(time));
        return this;
    }

    /** The first such task is in its queue for so long; {@code skipped} of them are taken at once. */
    Case queued(Duration time, int skipped, Predicate<Task> task) {
        trigger = rig -> {
            AtomicBoolean passed = new AtomicBoolean();
            int[] seen = {0};
            rig.whileQueued(queued -> {
                if (task.test(queued) && seen[0]++ == skipped) {
                    rig.clock().pass(time);
                    passed.set(true);
                }
            });
            return passed;
        };
        return this;
    }

    Case startsOver(int left) {
        expected = new Expected(true, 2, 2, left, left);
        return this;
    }

    Case succeedsInItsSession(int attempts) {
        expected = new Expected(true, attempts, 1, 0, 0);
        return this;
    }

    Case endsAfterFiveSessions(int left) {
        expected = new Expected(false, 5, 5, left, left);
        return this;
    }

    /** The upload was put together, which the ledger can't know: its session ended before it was committed. */
    Case startsOverBehindACompleteUpload() {
        expected = new Expected(true, 2, 2, 0, 1);
        return this;
    }

    /** No call may be made that the services refuse. */
    Case withoutARefusal() {
        unrefused = true;
        return this;
    }
}
