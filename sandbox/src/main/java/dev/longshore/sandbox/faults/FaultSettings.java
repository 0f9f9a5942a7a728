package dev.longshore.sandbox.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which calls are hit, and how.
 *
 * @param seed of the choice
 * @param rate share of the calls that are hit, 0 to 1; {@value #DEFAULT_RATE} by default
 * @param kinds what may happen, each equally likely; all by default
 * @param stall how long nothing moves in a stall, at least 1 ms; 20 s by default, longer than the 15 s for which a worker waits for VOD's answer
 * @param drip how long a slow drip takes, at least 1 ms; 3 s by default
 */
public record FaultSettings(long seed, double rate, Set<Fault> kinds, Duration stall, Duration drip) {
    public static final double DEFAULT_RATE = 0.1;
    public static final Duration DEFAULT_STALL = Duration.ofSeconds(20);
    public static final Duration DEFAULT_DRIP = Duration.ofSeconds(3);

    public FaultSettings {
        kinds = Set.copyOf(kinds);
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The rate of faults lies between 0 and 1, unlike " + rate);
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("Name at least one kind of fault, or set the rate to 0");
        }
        if (stall.toMillis() < 1 || drip.toMillis() < 1) {
            throw new IllegalArgumentException("A stall and a slow drip last 1 ms at least, unlike " + stall + " and " + drip);
        }
    }

    public static FaultSettings ofSeed(long seed) {
        return new FaultSettings(seed, DEFAULT_RATE, EnumSet.allOf(Fault.class), DEFAULT_STALL, DEFAULT_DRIP);
    }

    public FaultSettings withRate(double share) {
        return new FaultSettings(seed, share, kinds, stall, drip);
    }

    public FaultSettings withKinds(Set<Fault> only) {
        return new FaultSettings(seed, rate, only, stall, drip);
    }

    public FaultSettings withTimes(Duration stallTime, Duration dripTime) {
        return new FaultSettings(seed, rate, kinds, stallTime, dripTime);
    }
}
