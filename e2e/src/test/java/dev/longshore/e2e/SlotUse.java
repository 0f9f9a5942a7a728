package dev.longshore.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How busy slots were while there was work for them, in slot-seconds.
 *
 * @param busy seconds of busy slots
 * @param idle seconds of slots without a task although enough tasks waited
 * @param longestIdle the longest time for which the same worker was seen with a free slot although enough tasks waited, up to the look that showed
 *        otherwise
 */
record SlotUse(double busy, double idle, Duration longestIdle) {
    static final SlotUse NONE = new SlotUse(0, 0, Duration.ZERO);

    /** Between two looks that lie further apart nobody knows what was. */
    private static final double SEEN_SECONDS = 1;

    /**
     * Of one worker.
     *
     * @param looks in the order of time
     * @param backlog how many tasks must wait for an idle slot to count
     */
    static SlotUse of(List<SlotWatch.Look> looks, int backlog) {
        double busy = 0;
        double idle = 0;
        long longest = 0;
        long idleSince = Long.MAX_VALUE;
        for (int i = 0; i + 1 < looks.size(); i++) {
            SlotWatch.Look look = looks.get(i);
            SlotWatch.Look next = looks.get(i + 1);
            boolean wanted = look.waiting() >= backlog;
            if (wanted) {
                double seconds = Math.min((next.at() - look.at()) / 1e9, SEEN_SECONDS);
                busy += Math.min(look.busy(), look.slots()) * seconds;
                idle += Math.max(0, look.slots() - look.busy()) * seconds;
            }
            idleSince = wanted && !look.full() ? Math.min(idleSince, look.at()) : Long.MAX_VALUE;
            longest = idleSince == Long.MAX_VALUE ? longest : Math.max(longest, next.at() - idleSince);
        }
        return new SlotUse(busy, idle, Duration.ofNanos(longest));
    }

    SlotUse with(SlotUse other) {
        return new SlotUse(
                busy + other.busy, idle + other.idle,
                longestIdle.compareTo(other.longestIdle) < 0 ? other.longestIdle : longestIdle);
    }

    /** From 0 to 1. */
    double share() {
        return busy + idle == 0 ? 0 : busy / (busy + idle);
    }

    double seconds() {
        return busy + idle;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.1f %% of %.0f slot-seconds busy, longest time with a free slot %.1f s", 100 * share(), seconds(),
                longestIdle.toMillis() / 1e3);
    }
}
