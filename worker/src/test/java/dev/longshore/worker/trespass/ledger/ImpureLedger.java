package dev.longshore.worker.trespass.ledger;

import dev.longshore.worker.trespass.uploader.NosyUploader;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;

/** Asks the machine for the time and the uploader for its view. */
@NullMarked
public final class ImpureLedger {
    private final Clock clock;

    public ImpureLedger(Clock clock) {
        this.clock = clock;
    }

    public boolean decide(NosyUploader uploader) {
        return uploader.newest().isBefore(clock.instant());
    }
}
