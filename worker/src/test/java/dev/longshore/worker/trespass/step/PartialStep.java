package dev.longshore.worker.trespass.step;

import dev.longshore.worker.trespass.ledger.ImpureLedger;
import org.jspecify.annotations.NullMarked;

/** Takes the ledger's side. */
@NullMarked
public record PartialStep(ImpureLedger ledger) {}
