package dev.longshore.sandbox.faults;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chooses for each call in turn; the same seed makes the same sequence. Safe for use by several threads. */
final class FaultChoice {
    private final SplittableRandom random;
    private final List<Fault> kinds;
    private volatile double rate;

    FaultChoice(FaultSettings settings) {
        this.random = new SplittableRandom(settings.seed());
        this.kinds = settings.kinds().stream().sorted().toList();
        this.rate = settings.rate();
    }

    /** What happens to the next call; null: nothing. Each call uses up the same amount of randomness. */
    synchronized @Nullable Fault next() {
        double drawn = random.nextDouble();
        Fault kind = kinds.get(random.nextInt(kinds.size()));
        return drawn < rate ? kind : null;
    }

    void rate(double share) {
        rate = share;
    }
}
