package dev.longshore.sandbox.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Slows the emulator down on request: a delay before every answer, and a cap on body bytes per second. */
public final class Pace {

    /**
     * What to slow down; zero means full speed.
     *
     * @param answerDelay waited before each answer of the emulated services
     * @param totalBytesPerSecond body bytes a second that all requests share, both directions
     * @param requestBytesPerSecond body bytes a second of each request
     */
    public record Settings(Duration answerDelay, long totalBytesPerSecond, long requestBytesPerSecond) {

        public static final Settings FULL_SPEED = new Settings(Duration.ZERO, 0, 0);

        public Settings {
            if (answerDelay.isNegative() || totalBytesPerSecond < 0 || requestBytesPerSecond < 0) {
                throw new IllegalArgumentException("a delay or bandwidth can't be negative");
            }
        }
    }

    private final Duration answerDelay;
    private final long requestBytesPerSecond;
    private final Allowance total;

    public Pace(Settings settings) {
        this.answerDelay = settings.answerDelay();
        this.requestBytesPerSecond = settings.requestBytesPerSecond();
        this.total = new Allowance(settings.totalBytesPerSecond());
    }

    void beforeAnswer() {
        if (!answerDelay.isZero()) {
            LockSupport.parkNanos(answerDelay.toNanos());
        }
    }

    Meter meter() {
        return new Meter(total, new Allowance(requestBytesPerSecond));
    }

    /** Charges the bytes of one request and waits until they may have passed. */
    record Meter(Allowance total, Allowance request) {

        void passed(int bytes) {
            long now = System.nanoTime();
            long until = now + Math.max(total.charge(bytes, now), request.charge(bytes, now));
            for (long left = until - now; left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** A rate without burst credit: time that nobody used is lost. */
    static final class Allowance {

        private final long bytesPerSecond;
        private long busyUntil = Long.MIN_VALUE;

        Allowance(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        /** How many nanoseconds after {@code now} the bytes are through, behind all that were charged before. */
        long charge(int bytes, long now) {
            if (bytesPerSecond == 0) {
                return 0;
            }
            synchronized (this) {
                long start = busyUntil == Long.MIN_VALUE || busyUntil - now < 0 ? now : busyUntil;
                busyUntil = start + (long) (bytes * 1e9 / bytesPerSecond);
                return busyUntil - now;
            }
        }
    }
}
