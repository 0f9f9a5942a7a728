package dev.longshore.worker.ledger.kafka;

import dev.longshore.wire.Printable;
import dev.longshore.wire.Topics;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.QueueView;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds one partition's messages and timers to the ledger, stores the record and sends the effects, all in one transaction. */
final class LedgerProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(LedgerProcessor.class);

    /** How often timers are looked at. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** How many timers are served at once; the rest follow at the next tick. */
    private static final int MOST_TIMERS_A_TICK = 1000;
    private static final int MOST_SHOWN = 200;

    /** How many records are counted at once after a partition was opened; some ten milliseconds. */
    private static final int MOST_COUNTED_A_TICK = 1000;

    private final String admittedTopic;
    private final Ledger ledger;
    private final Supplier<CommitPacer> pacers;
    private final LedgerObserver observer;
    private JobTally tally = new JobTally();

    private Opened opened = Opened.NOT_YET;

    LedgerProcessor(Topics topics, LedgerPolicy policy, Supplier<CommitPacer> pacers, LedgerObserver observer) {
        this.observer = observer;
        this.admittedTopic = topics.admitted();
        this.ledger = new Ledger(policy);
        this.pacers = pacers;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        // Kafka Streams opens a partition again, with this object, after it threw away what a failed transaction had written.
        tally = new JobTally();
        KeyValueStore<byte[], byte[]> store = context.getStateStore(Nodes.JOB_STORE);
        opened = new Opened(
                context, new JobStore(store), new Timers(store), new Outlet(context), pacers.get(),
                QueueView.from(now(context)));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    }

    @Override
    public void close() {
        observer.closed(this);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ProcessorContext<String, byte[]> context = opened.context();
        String topic = context.recordMetadata().orElseThrow().topic();
        Message message = topic.equals(admittedTopic) ? StoreCodec.readAdmitted(record.value()).message() : reported(record);
        if (message != null) {
            apply(record.key(), message, now(context), record.timestamp());
        }
    }

    /** A report that can't be read counts as lost, which a report may be: the task's lease will expire. */
    private static @Nullable Message reported(Record<String, byte[]> record) {
        try {
            return new Message.Reported(StepCodec.readReport(record.value()), Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableMessageException e) {
            log.error("report.unreadable jobId={} {}", Printable.shortened(String.valueOf(record.key()), MOST_SHOWN), e.getMessage());
            return null;
        }
    }

    private void tick() {
        serveTimers();
        tally.read(opened.jobs(), MOST_COUNTED_A_TICK);
        observer.stands(this, tally.standing());
    }

    private void serveTimers() {
        Instant now = now(opened.context());
        for (Timers.Due due : opened.timers().due(now, MOST_TIMERS_A_TICK)) {
            opened.timers().clear(due.jobId(), due.at());
            JobRecord record = opened.jobs().read(due.jobId());
            if (record != null && due.at().equals(record.wakeAt())) {
                apply(due.jobId(), new Message.WakeUp(opened.queues()), now, due.at().toEpochMilli());
            }
        }
    }

    private void apply(String jobId, Message message, Instant now, long writtenMillis) {
        JobRecord before = opened.jobs().read(jobId);
        observeQueues(before, message, now);
        Decision decision = ledger.decide(before, message, now);
        store(jobId, before, decision.next());
        tally.changed(jobId, before, decision.next());
        observer.decided(before, decision);
        opened.outlet().send(jobId, decision, now);
        if (decision.effects().stream().anyMatch(LedgerProcessor::isAwaited)) {
            opened.pacer().processed(opened.context(), opened.context().currentSystemTimeMs(), writtenMillis);
        }
        if (before != null && decision.next() == null) {
            opened.outlet().forget(jobId, now);
        }
    }

    /** Somebody waits for it: an early commit is worth its price. States and notes can wait for the commit interval. */
    private static boolean isAwaited(Effect effect) {
        return switch (effect) {
            case Effect.Issue _,Effect.Succeed _,Effect.Fail _,Effect.Send _ -> true;
            case Effect.Show _,Effect.Note _ -> false;
        };
    }

    private void store(String jobId, @Nullable JobRecord before, @Nullable JobRecord next) {
        if (next == null) {
            if (before != null) {
                opened.jobs().delete(jobId);
            }
        } else if (!next.equals(before)) {
            opened.jobs().write(jobId, next);
        }
        Instant old = before == null ? null : before.wakeAt();
        Instant due = next == null ? null : next.wakeAt();
        if (old != null && !old.equals(due)) {
            opened.timers().clear(jobId, old);
        }
        if (due != null && !due.equals(old)) {
            opened.timers().set(jobId, due);
        }
    }

    private void observeQueues(@Nullable JobRecord before, Message message, Instant now) {
        if (before != null && message instanceof Message.Reported(Report.Started started, _)) {
            for (InFlight task : before.inFlight()) {
                if (task.id().equals(started.task())) {
                    opened = opened.with(opened.queues().started(task.kind(), task.issuedAt(), now));
                    if (task.heardAt() == null) {
                        observer.started(task, now);
                    }
                }
            }
        }
    }

    /** Whole milliseconds, as they are stored. */
    private static Instant now(ProcessorContext<String, byte[]> context) {
        return Instant.ofEpochMilli(context.currentSystemTimeMs()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** What exists once Kafka Streams has opened the partition. */
    private record Opened(
            ProcessorContext<String, byte[]> context,
            JobStore jobs,
            Timers timers,
            Outlet outlet,
            CommitPacer pacer,
            QueueView queues) {

        @SuppressWarnings("NullAway") // replaced in init(), which Kafka Streams calls first
        static final Opened NOT_YET = new Opened(null, null, null, null, null, null);

        Opened with(QueueView seen) {
            return new Opened(context, jobs, timers, outlet, pacer, seen);
        }
    }
}
