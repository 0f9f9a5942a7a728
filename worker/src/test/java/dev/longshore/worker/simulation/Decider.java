package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger's core. */
interface Decider {
    Decision decide(@Nullable JobRecord record, Message message, Instant now);
}
