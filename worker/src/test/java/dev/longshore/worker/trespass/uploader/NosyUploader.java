package dev.longshore.worker.trespass.uploader;

import dev.longshore.worker.trespass.ledger.ImpureLedger;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.NullMarked;

/** Asks the ledger, the clock and the console. */
@NullMarked
public final class NosyUploader {
    public Instant newest() {
        return Instant.now();
    }

    public LongSupplier ticker() {
        return System::nanoTime;
    }

    public void ask(ImpureLedger ledger) {
        System.out.println(ledger.decide(this));
    }
}
