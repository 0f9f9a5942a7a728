package dev.longshore.worker.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what a message does to a job. Pure: no clock, no random, no I/O; equal inputs give equal decisions. */
public final class Ledger {
    private final LedgerPolicy policy;

    public Ledger(LedgerPolicy policy) {
        this.policy = policy;
    }

    /**
     * @param record the job's record; absent if there is none
     * @param message what happened
     * @param now when it is being processed
     * @return the next record and what to send with it
     * @throws IllegalStateException if the record breaks a rule of {@link JobRecord#checked()} or a row of the table leads where it must not
     */
    public Decision decide(@Nullable JobRecord record, Message message, Instant now) {
        Phase from = record == null ? Phase.ABSENT : record.checked().phase();
        Transitions.Row row = Transitions.row(from, message.kind());
        Draft draft;
        if (record != null) {
            draft = new Draft(policy, now, record);
        } else if (message instanceof Message.Submit submit) {
            draft = new Draft(policy, now, submit, 1, 0);
        } else if (message instanceof Message.Cancel cancel) {
            return new Decision(null, List.of(Stops.unknown(cancel, now)));
        } else {
            return new Decision(null, List.of());
        }
        row.rule().apply(draft, message);
        if (!draft.forgotten) {
            Timekeeping.setTimer(draft);
        }
        Phase to = draft.forgotten ? Phase.ABSENT : draft.phase;
        if (!row.leadsTo().contains(to)) {
            throw new IllegalStateException(
                    "job " + draft.job.jobId() + ": " + message.kind() + " led from " + from + " to " + to + " by " + row.name());
        }
        return draft.decided();
    }
}
