package dev.longshore.sandbox.http;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Slows the emulator down on request: a delay before every answer, and caps on body bytes per second. */
public final class Pace {

    /**
     * What to slow down; zero means full speed.
     *
     * @param answerDelay waited before each answer of the emulated services
     * @param totalBytesPerSecond body bytes a second that all requests share, both directions
     * @param requestBytesPerSecond body bytes a second of each request
     * @param lineBytesPerSecond body bytes a second that all requests of one line share, see {@link Pace#line()}
     */
    public record Settings(Duration answerDelay, long totalBytesPerSecond, long requestBytesPerSecond, long lineBytesPerSecond) {

        public static final Settings FULL_SPEED = new Settings(Duration.ZERO, 0, 0);

        public Settings {
            if (answerDelay.isNegative() || totalBytesPerSecond < 0 || requestBytesPerSecond < 0 || lineBytesPerSecond < 0) {
                throw new IllegalArgumentException("a delay or bandwidth can't be negative");
            }
        }

        /** Lines without a cap of their own. */
        public Settings(Duration answerDelay, long totalBytesPerSecond, long requestBytesPerSecond) {
            this(answerDelay, totalBytesPerSecond, requestBytesPerSecond, 0);
        }
    }

    private final Settings settings;
    private final Allowance total;
    private final Allowance line;
    private final LongAdder bodyBytes = new LongAdder();

    public Pace(Settings settings) {
        this(settings, new Allowance(settings.totalBytesPerSecond()), new Allowance(0));
    }

    private Pace(Settings settings, Allowance total, Allowance line) {
        this.settings = settings;
        this.total = total;
        this.line = line;
    }

    /** The pace of a line: what passes it shares the line's own cap, and with everything else the total one. */
    public Pace line() {
        return new Pace(settings, total, new Allowance(settings.lineBytesPerSecond()));
    }

    /** Body bytes of requests and answers so far, those of broken requests included; without those of lines. */
    public long bodyBytes() {
        return bodyBytes.sum();
    }

    void beforeAnswer() {
        if (!settings.answerDelay().isZero()) {
            LockSupport.parkNanos(settings.answerDelay().toNanos());
        }
    }

    Meter meter() {
        return new Meter(this, new Allowance(settings.requestBytesPerSecond()));
    }

    /** Charges the bytes of one request and waits until they may have passed. */
    record Meter(Pace pace, Allowance request) {

        /** Returns early when the thread is interrupted, which a server that stops does to those that take too long. */
        void passed(int bytes) {
            long now = System.nanoTime();
            long until = now + charge(bytes, now);
            for (long left = until - now; left > 0 && !Thread.currentThread().isInterrupted(); left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        /** How many nanoseconds after {@code now} the bytes are through all caps. */
        long charge(int bytes, long now) {
            pace.bodyBytes.add(bytes);
            long shared = Math.max(pace.total.charge(bytes, now), pace.line.charge(bytes, now));
            return Math.max(shared, request.charge(bytes, now));
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
