package dev.longshore.worker.pace;

import java.time.Duration;

/**
 * How fast one worker makes a call that all workers together may make so many times a second.
 *
 * <p>A worker is entitled to its share, the cap divided by the workers.
 * <ul>
 * <li><b>At the share</b> it stays while others are at work, too. While calls have to wait for their turns it asks for more, slowly at first: mates that are
 *     idle leave room. A single refusal there may be anybody's fault and ends only the asking; one that follows within a second counts.
 * <li><b>Above it</b> a refusal takes away a part of what is above; when little is left, all of it, and it asks again after a time that grows with the fleet,
 *     so that all workers' asking together costs the same whatever their number.
 * <li><b>Below it</b>, after refusals, it comes back fast to where it was refused, lingers there, and goes on to the share ever faster. A cap that is lower
 *     than it was said to be is found in this way.
 * </ul>
 *
 * <p>CallTurns are evenly spaced, but after a pause a few calls may be made at once. All times are of one clock that never goes back, in nanoseconds. Not thread-safe.
 */
final class CallRate {
    /** Of the cap is aimed at: seconds and turns don't begin together, so a second now and then has a turn more than the average. */
    static final double AIM = 0.98;

    /** Calls that may be made at once after a pause. */
    static final int AT_ONCE = 3;

    /** Calls a second that are left in any case: without calls nothing could be learned. */
    static final double LEAST = 0.5;

    private static final double SECOND = 1e9;
    private static final long CUT_APART = Duration.ofSeconds(1).toNanos();
    private static final long UNWAITED = Duration.ofSeconds(5).toNanos();

    private static final double KEPT_BELOW_SHARE = 0.85;
    /** In the second after a cut: there is far too much. */
    private static final double KEPT_WHEN_CUT_AGAIN = 0.6;
    private static final double KEPT_ABOVE_SHARE = 0.7;
    /** Part of the share; what would be kept above it is given up when it is less. */
    private static final double WORTH_KEEPING = 0.7;
    private static final double FIRST_STEP = 0.15;
    private static final double CLIMB_SECONDS = 4;
    private static final double RETURN_SECONDS = 3;
    private static final double RETURN_SECONDS_A_WORKER = 0.5;
    private static final double REST_SECONDS_A_WORKER = 8;

    private final double aim;
    private int workers = 1;
    private double share;
    private double rate;

    private double credit = AT_ONCE;
    private long creditedAt;
    private long takenAt;

    /** The rate follows {@code knee + step * climbed³}: it nears the knee ever slower and leaves it ever faster. */
    private double knee;
    private double step;
    private double climbed;

    private long waitedAt;
    private long refusedAt;
    private long cutAt;
    private long restsUntil;

    /** @param cap calls a second of all workers together */
    CallRate(int cap, long now) {
        this.aim = cap * AIM;
        this.share = aim;
        this.creditedAt = now;
        this.takenAt = now;
        this.waitedAt = now - UNWAITED;
        this.refusedAt = now - 2 * CUT_APART;
        this.cutAt = now - 2 * CUT_APART;
        this.restsUntil = now;
        toShare();
    }

    /** Calls a second at present. */
    double rate() {
        return rate;
    }

    /** Calls a second that are this worker's whatever the others do. */
    double share() {
        return share;
    }

    /** So many workers, this one included, have the cap together from now on. */
    void among(int count, long now) {
        if (count == workers) {
            return;
        }
        credit(now);
        double before = share;
        workers = count;
        share = aim / count;
        if (rate == before) {
            toShare();
        } else {
            rate = rate > before ? Math.max(rate, share) : Math.min(rate, share);
        }
    }

    /** Nanoseconds until a call may be made; 0: at once. */
    long untilTurn(long now) {
        credit(now);
        return credit >= 1 ? 0 : (long) Math.ceil((1 - credit) / rate * SECOND);
    }

    /**
     * A call is made.
     *
     * @param waited whether it had to wait for its turn
     */
    void take(long now, boolean waited) {
        credit(now);
        credit--;
        if (waited) {
            waitedAt = now;
        } else if (rate > share && now - waitedAt > UNWAITED) {
            toShare();
        }
        if (rate < share || waited && now - restsUntil >= 0) {
            climb(Math.min(now - takenAt, CUT_APART) / SECOND);
        }
        takenAt = now;
    }

    private void climb(double seconds) {
        boolean below = rate < share;
        climbed += seconds / (below ? RETURN_SECONDS + RETURN_SECONDS_A_WORKER * workers : CLIMB_SECONDS);
        double reached = Math.min(aim, knee + step * climbed * climbed * climbed);
        if (below && reached >= share) {
            toShare();
        } else {
            rate = Math.max(reached, Math.min(share, LEAST));
        }
    }

    /** A call was refused for its rate. Those that were refused with it, within a second, change nothing more. */
    void refused(long now) {
        if (now - cutAt < CUT_APART) {
            return;
        }
        credit(now);
        boolean lone = now - refusedAt > CUT_APART;
        refusedAt = now;
        if (rate == share && lone) {
            toShare();
            rest(now);
            return;
        }
        boolean again = now - cutAt < 2 * CUT_APART;
        cutAt = now;
        if (rate > share) {
            cutAboveShare(now);
        } else {
            rest(now);
            cutBelowShare(again ? KEPT_WHEN_CUT_AGAIN : KEPT_BELOW_SHARE);
        }
    }

    private void cutBelowShare(double kept) {
        knee = rate;
        rate = Math.max(rate * kept, Math.min(rate, LEAST));
        step = Math.max(knee - rate, FIRST_STEP * rate);
        climbed = -1;
    }

    private void cutAboveShare(long now) {
        double kept = (rate - share) * KEPT_ABOVE_SHARE;
        if (kept < share * WORTH_KEEPING) {
            toShare();
            rest(now);
        } else {
            rate = share + kept;
            climbFrom(rate);
        }
    }

    private void toShare() {
        rate = share;
        climbFrom(share);
    }

    private void climbFrom(double from) {
        knee = from;
        step = FIRST_STEP * from;
        climbed = 0;
    }

    private void rest(long now) {
        restsUntil = now + (long) (REST_SECONDS_A_WORKER * workers * SECOND);
    }

    private void credit(long now) {
        credit = Math.min(AT_ONCE, credit + (now - creditedAt) / SECOND * rate);
        creditedAt = now;
    }
}
