package dev.longshore.worker.testing;

import dev.longshore.worker.time.Sleeper;
import java.time.Duration;

/** What lies between a {@link Rig}'s worker and the emulated services: nothing, unless a test puts something there. */
public interface Line {
    Line DIRECT = new Line() {};

    /** @return what to call instead of the emulated VOD at this host and port */
    default String vod(String address) {
        return address;
    }

    /** @return what to call instead of the emulated COS at this host and port */
    default String cos(String address) {
        return address;
    }

    /** How long the worker waits for a silent service. */
    default Duration patience() {
        return Duration.ofSeconds(15);
    }

    /** How the worker waits before it repeats a call. */
    default Sleeper pauses(ShiftedClock clock) {
        return Sleeper.REAL;
    }

    /** @return what the worker's steps call instead of the adapter */
    default <T> T before(Class<T> port, T adapter) {
        return adapter;
    }
}
