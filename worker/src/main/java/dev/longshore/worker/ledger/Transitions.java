package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Message.Kind.CANCEL;
import static dev.longshore.worker.ledger.Message.Kind.CLOSED;
import static dev.longshore.worker.ledger.Message.Kind.DONE;
import static dev.longshore.worker.ledger.Message.Kind.HANDED_BACK;
import static dev.longshore.worker.ledger.Message.Kind.PREPARED;
import static dev.longshore.worker.ledger.Message.Kind.PROBE;
import static dev.longshore.worker.ledger.Message.Kind.PROGRESS;
import static dev.longshore.worker.ledger.Message.Kind.STARTED;
import static dev.longshore.worker.ledger.Message.Kind.SUBMIT;
import static dev.longshore.worker.ledger.Message.Kind.WAKE_UP;
import static dev.longshore.worker.ledger.Phase.ABSENT;
import static dev.longshore.worker.ledger.Phase.CANCELLED;
import static dev.longshore.worker.ledger.Phase.CLOSING;
import static dev.longshore.worker.ledger.Phase.FAILED;
import static dev.longshore.worker.ledger.Phase.QUEUED;
import static dev.longshore.worker.ledger.Phase.SCHEDULED;
import static dev.longshore.worker.ledger.Phase.STOPPING;
import static dev.longshore.worker.ledger.Phase.SUCCEEDED;
import static dev.longshore.worker.ledger.Phase.UPLOADING;
import static dev.longshore.worker.ledger.Phase.WAITING;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The whole transition table: in these phases, this kind of message does this and may lead there. A pair that has no row changes nothing, so a
 * late or repeated message is harmless. The diagram in the documentation is generated from it.
 */
final class Transitions {
    private static final Map<Phase, Map<Message.Kind, Row>> TABLE = new EnumMap<>(Phase.class);

    record Row(String name, Rule rule, Set<Phase> leadsTo) {}

    static {
        // @formatter:off
        in(ABSENT)                               .on(SUBMIT)     .does("admit", Admission::admit)              .to(SCHEDULED, QUEUED, FAILED);
        in(SCHEDULED, QUEUED, UPLOADING, CLOSING, WAITING, STOPPING)
                                                 .on(SUBMIT)     .does("countDuplicate", Admission::whileRunning).to();
        in(SUCCEEDED)                            .on(SUBMIT)     .does("repeatOutcome", Admission::afterSuccess).to();
        in(FAILED, CANCELLED)                    .on(SUBMIT)     .does("runAgain", Admission::afterFailure)    .to(SCHEDULED, QUEUED, FAILED);

        in(ABSENT)                               .on(CANCEL)     .does("refuseUnknown", (_, _) -> {})          .to();
        in(SCHEDULED, QUEUED, UPLOADING)         .on(CANCEL)     .does("cancel", Stops::cancel)                .to(CANCELLED);
        in(CLOSING)                              .on(CANCEL)     .does("cancel", Stops::cancel)                .to(STOPPING);
        in(WAITING)                              .on(CANCEL)     .does("cancel", Stops::cancel)                .to(STOPPING, CANCELLED);
        in(STOPPING)                             .on(CANCEL)     .does("countCancel", Stops::cancelAgain)      .to();
        in(SUCCEEDED, FAILED, CANCELLED)         .on(CANCEL)     .does("tooLate", Stops::cancelAfterEnd)       .to();

        in(QUEUED)                               .on(STARTED)    .does("grantLease", Leases::started)        .to(UPLOADING);
        in(SCHEDULED, UPLOADING, CLOSING, WAITING).on(STARTED)   .does("grantLease", Leases::started)        .to();
        in(QUEUED, UPLOADING)                    .on(PREPARED)   .does("recordSession", Slices::prepared)    .to(UPLOADING, CLOSING);
        in(CLOSING, WAITING)                     .on(PREPARED)   .does("recordSession", Slices::prepared)    .to();
        in(QUEUED, UPLOADING)                    .on(PROGRESS)   .does("recordUnits", Slices::progress)      .to(UPLOADING, CLOSING);
        in(CLOSING, WAITING)                     .on(PROGRESS)   .does("recordUnits", Slices::progress)      .to();
        in(QUEUED, UPLOADING)                    .on(DONE)       .does("endSlice", Slices::done)             .to(UPLOADING, CLOSING, WAITING);
        in(CLOSING, WAITING)                     .on(DONE)       .does("endSlice", Slices::done)             .to();
        in(QUEUED, UPLOADING)                    .on(HANDED_BACK).does("issueAgain", Slices::handedBack)     .to(UPLOADING, CLOSING, WAITING);
        in(CLOSING, WAITING)                     .on(HANDED_BACK).does("issueAgain", Slices::handedBack)     .to();
        in(QUEUED, UPLOADING)                    .on(Message.Kind.FAILED).does("retryOrFail", Failures::failed)      .to(CLOSING, WAITING, FAILED);
        in(CLOSING)                              .on(Message.Kind.FAILED).does("retryOrFail", Failures::failed)      .to(WAITING, FAILED);
        in(WAITING)                              .on(Message.Kind.FAILED).does("retryOrFail", Failures::failed)      .to();
        in(CLOSING, WAITING)                     .on(CLOSED)     .does("succeed", Closings::closed)          .to(SUCCEEDED);
        in(SCHEDULED, QUEUED, UPLOADING)         .on(CLOSED)     .does("endAbort", Closings::closed)         .to();
        in(UPLOADING)                            .on(PROBE)      .does("expireLease", Leases::probed)        .to(WAITING, FAILED);
        in(CLOSING)                              .on(PROBE)      .does("expireLease", Leases::probed)        .to(WAITING);
        in(QUEUED, WAITING)                      .on(PROBE)      .does("expireLease", Leases::probed)        .to();
        in(SCHEDULED, QUEUED, UPLOADING)         .on(WAKE_UP)    .does("keepTime", Timekeeping::running)     .to(QUEUED, FAILED);
        in(WAITING)                              .on(WAKE_UP)    .does("keepTime", Timekeeping::running)     .to(UPLOADING, CLOSING, STOPPING, FAILED);
        in(CLOSING)                              .on(WAKE_UP)    .does("keepTime", Timekeeping::running)     .to(STOPPING);

        in(STOPPING)                             .on(STARTED)    .does("keepLease", Stops::heard)              .to();
        in(STOPPING)                             .on(PROGRESS)   .does("keepLease", Stops::heard)              .to();
        in(STOPPING)                             .on(HANDED_BACK).does("lookUp", Stops::handedBack)            .to();
        in(STOPPING)                             .on(Message.Kind.FAILED).does("lookUp", Stops::failed)        .to(FAILED, CANCELLED);
        in(STOPPING)                             .on(CLOSED)     .does("succeedOrStop", Stops::closed)         .to(SUCCEEDED, FAILED, CANCELLED);
        in(STOPPING)                             .on(PROBE)      .does("lookUp", Stops::probed)                .to();
        in(STOPPING)                             .on(WAKE_UP)    .does("lookUp", Stops::keepTime)              .to();

        in(SUCCEEDED, FAILED, CANCELLED)         .on(STARTED)    .does("keepLease", Leases::heard)             .to();
        in(SUCCEEDED, FAILED, CANCELLED)         .on(PROGRESS)   .does("keepLease", Leases::heard)             .to();
        in(SCHEDULED)                            .on(PROGRESS)   .does("keepLease", Leases::heard)             .to();
        in(SCHEDULED, STOPPING, SUCCEEDED, FAILED, CANCELLED).on(PREPARED).does("abortStray", Closings::strayPrepared).to();
        in(SCHEDULED, STOPPING, SUCCEEDED, FAILED, CANCELLED).on(DONE)    .does("abortStray", Closings::strayDone)    .to();
        in(SCHEDULED, SUCCEEDED, FAILED, CANCELLED).on(HANDED_BACK).does("abortAgain", Closings::handedBack)   .to();
        in(SCHEDULED, SUCCEEDED, FAILED, CANCELLED).on(Message.Kind.FAILED).does("abortLater", Closings::abortFailed).to();
        in(SUCCEEDED, FAILED, CANCELLED)         .on(CLOSED)     .does("endAbort", Closings::aborted)          .to();
        in(SCHEDULED, SUCCEEDED, FAILED, CANCELLED).on(PROBE)    .does("expireLease", Leases::probedAfterEnd)  .to();
        in(SUCCEEDED, FAILED, CANCELLED)         .on(WAKE_UP)    .does("forget", Timekeeping::ended)           .to(ABSENT);
        // @formatter:on
    }

    private Transitions() {}

    /** The row of a pair, or one that does nothing. */
    static Row row(Phase phase, Message.Kind kind) {
        Row row = TABLE.getOrDefault(phase, Map.of()).get(kind);
        return row != null ? row : new Row("ignore", (_, _) -> {}, Set.of(phase));
    }

    /** All rows, in table order. */
    static void forEach(BiConsumer<Phase, Map.Entry<Message.Kind, Row>> visitor) {
        TABLE.forEach((phase, rows) -> rows.entrySet().forEach(row -> visitor.accept(phase, row)));
    }

    private static On in(Phase... phases) {
        return kind -> (name, rule) -> targets -> {
            for (Phase phase : phases) {
                Set<Phase> leadsTo = EnumSet.of(phase, targets);
                Row before = TABLE.computeIfAbsent(phase, _ -> new EnumMap<>(Message.Kind.class)).put(kind, new Row(name, rule, leadsTo));
                if (before != null) {
                    throw new IllegalStateException("two rows for " + phase + " and " + kind);
                }
            }
        };
    }

    private interface On {
        Does on(Message.Kind kind);
    }

    private interface Does {
        To does(String name, Rule rule);
    }

    private interface To {
        void to(Phase... targets);
    }
}
