package dev.longshore.worker.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message.
 *
 * @param next the record to store; absent: forget the job
 * @param effects what to send, in order
 */
public record Decision(@Nullable JobRecord next, List<Effect> effects) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
