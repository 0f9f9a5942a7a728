package dev.longshore.worker.metrics;

import static dev.longshore.worker.metrics.Label.ACKNOWLEDGED;
import static dev.longshore.worker.metrics.Label.CALL_OUTCOME;
import static dev.longshore.worker.metrics.Label.CATEGORY;
import static dev.longshore.worker.metrics.Label.CODE;
import static dev.longshore.worker.metrics.Label.COS_ACTION;
import static dev.longshore.worker.metrics.Label.COUNT;
import static dev.longshore.worker.metrics.Label.DELIVERY;
import static dev.longshore.worker.metrics.Label.EVENT;
import static dev.longshore.worker.metrics.Label.JOB_OUTCOME;
import static dev.longshore.worker.metrics.Label.PHASE;
import static dev.longshore.worker.metrics.Label.POOL;
import static dev.longshore.worker.metrics.Label.PROFILE;
import static dev.longshore.worker.metrics.Label.QUEUE;
import static dev.longshore.worker.metrics.Label.ROLES;
import static dev.longshore.worker.metrics.Label.SERVICE_CODE;
import static dev.longshore.worker.metrics.Label.STATE;
import static dev.longshore.worker.metrics.Label.TASK;
import static dev.longshore.worker.metrics.Label.TASK_OUTCOME;
import static dev.longshore.worker.metrics.Label.VOD_ACTION;
import static dev.longshore.worker.metrics.Label.WORKER;
import static dev.longshore.worker.metrics.Metric.Kind.COUNTER;
import static dev.longshore.worker.metrics.Metric.Kind.GAUGE;
import static dev.longshore.worker.metrics.Metric.Kind.TIMER;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter of Longshore's own. {@code docs/metrics.md} is generated from it. */
public enum Metric {
    WORKER_INFO(GAUGE, "longshore.worker", "Always 1: which worker this is", WORKER, ROLES),

    JOBS(GAUGE, "longshore.jobs", "Jobs in this worker's ledger partitions; ended ones until the dedupe window is over", STATE),
    JOBS_ADMITTED(COUNTER, "longshore.jobs.admitted", "Runs begun: new jobs, and failed ones published again"),
    JOBS_DUPLICATE(COUNTER, "longshore.jobs.duplicate", "Jobs published again while they ran"),
    JOB_OUTCOMES(COUNTER, "longshore.job.outcomes", "Outcomes published", JOB_OUTCOME, CODE, CATEGORY),
    JOB_DURATION(Buckets.JOB, "longshore.job.duration", "From the published job's time stamp to its outcome", JOB_OUTCOME),
    JOB_PHASE_DURATION(Buckets.JOB, "longshore.job.phase.duration", "Time that successful jobs spent in each phase", PHASE),
    JOB_RETRIES(COUNTER, "longshore.job.retries", "Failures that are waited out and tried again", CODE),
    JOB_STORED(COUNTER, "longshore.job.stored", "bytes", "Sizes of the successful jobs' files"),
    JOB_SENT_AGAIN(COUNTER, "longshore.job.sent.again", "bytes",
            "Bytes that successful jobs sent beyond their files' sizes, as results tell it"),

    BACKLOG_TASKS(GAUGE, "longshore.backlog.tasks", "Tasks issued that no worker has started", QUEUE),
    BACKLOG_JOBS(GAUGE, "longshore.backlog.jobs", "Jobs with a slice that no worker has started"),
    BACKLOG_SIZE(GAUGE, "longshore.backlog.size", "bytes", "Bytes left of jobs whose size is known, that is, of those that have begun"),
    BACKLOG_UNSIZED(GAUGE, "longshore.backlog.unsized.jobs", "Jobs not ended whose size is not known yet"),
    OLDEST_TASK(GAUGE, "longshore.oldest.task.wait", "seconds", "How long the longest waiting task has not been started", QUEUE),
    OLDEST_JOB(GAUGE, "longshore.oldest.job.age", "seconds", "How long ago the oldest job that has not ended was first started"),
    TASKS_ISSUED(COUNTER, "longshore.tasks.issued", "Tasks put into their queues, those issued again included", QUEUE),
    QUEUE_WAIT(Buckets.JOB, "longshore.task.queue.wait", "From a task's issue to its start", QUEUE),

    LEDGER_RUNNING(GAUGE, "longshore.ledger.running", "1 while Kafka Streams runs and owns what it was assigned, else 0"),
    LEDGER_PARTITIONS(GAUGE, "longshore.ledger.partitions",
            "Ledger partitions of this worker; gauges of jobs and backlog are too low while some are still being counted", COUNT),
    LEDGER_EVENTS(COUNTER, "longshore.ledger.events", "What the ledger noted", EVENT),
    LEDGER_RESTORING(GAUGE, "longshore.ledger.restoring.stores", "State stores that are being restored"),
    LEDGER_RESTORED(COUNTER, "longshore.ledger.restored.records", "Records read back into state stores"),
    LEDGER_DISK_FREE(GAUGE, "longshore.ledger.disk.free", "bytes", "Free space where the state stores are"),
    LEDGER_DISK_SIZE(GAUGE, "longshore.ledger.disk.size", "bytes", "Size of the file system where the state stores are"),

    UPLOADER_RUNNING(GAUGE, "longshore.uploader.running", "1 while this worker takes tasks, else 0"),
    SLOTS(GAUGE, "longshore.slots", "Tasks that this worker can carry at once", POOL),
    SLOTS_BUSY(GAUGE, "longshore.slots.busy", "Tasks that it carries", POOL),
    UNITS_IN_FLIGHT(GAUGE, "longshore.units.in.flight", "Files and parts being sent"),
    TASK_DURATION(Buckets.TASK, "longshore.task.duration", "Time that tasks spent in a slot", TASK, TASK_OUTCOME),
    TASK_FAILURES(COUNTER, "longshore.task.failures", "Tasks that failed, whether or not their jobs go on", CODE, CATEGORY),
    DELIVERIES(COUNTER, "longshore.deliveries", "Tasks received from their queues; again: an earlier delivery was not accepted", QUEUE,
            DELIVERY),
    RELEASES(COUNTER, "longshore.releases", "Tasks given back to their queues unstarted", QUEUE),
    REPORT_DURATION(Buckets.CALL, "longshore.report.duration", "Until Kafka acknowledged a report", ACKNOWLEDGED),
    SESSION_AGE(GAUGE, "longshore.session.age.max", "seconds", "Age of the oldest session that a running task works in; 0 without one"),
    CERTIFICATE_REMAINING(GAUGE, "longshore.certificate.remaining.min", "seconds",
            "Time left of the certificate that expires first among those of running tasks; no value without one"),
    CERTIFICATE_LIFETIME(GAUGE, "longshore.certificate.lifetime", "seconds", "Lifetime of the certificate that ApplyUpload gave last"),

    VOD_CALLS(Buckets.CALL, "longshore.vod.call.duration", "Calls of the VOD API", VOD_ACTION, CALL_OUTCOME),
    VOD_ERRORS(COUNTER, "longshore.vod.call.errors", "Calls of the VOD API that failed", VOD_ACTION, SERVICE_CODE, CATEGORY),
    VOD_TURN_WAIT(Buckets.CALL, "longshore.vod.turn.wait", "Time that calls of the VOD API waited for their turns", VOD_ACTION),
    VOD_CALL_RATE(GAUGE, "longshore.vod.call.rate", "Calls a second that this worker allows itself at the moment", VOD_ACTION, PROFILE),
    VOD_CALL_SHARE(GAUGE, "longshore.vod.call.share",
            "Calls a second that are this worker's of those that the account may make: the rate is lower after refusals, and higher while others are idle",
            VOD_ACTION, PROFILE),
    COS_CALLS(Buckets.CALL, "longshore.cos.call.duration", "Calls of COS, each try by itself", COS_ACTION, CALL_OUTCOME),
    COS_ERRORS(COUNTER, "longshore.cos.call.errors", "Calls of COS that failed", COS_ACTION, SERVICE_CODE, CATEGORY),
    COS_RETRIES(COUNTER, "longshore.cos.retries", "Calls of COS that were tried again within their task"),
    COS_SENT(COUNTER, "longshore.cos.sent", "bytes", "Body bytes handed to the network, those of failed tries included"),
    COS_STORED(COUNTER, "longshore.cos.stored", "bytes", "Bytes whose storage COS confirmed with a matching checksum"),

    BANDWIDTH_LIMIT(GAUGE, "longshore.bandwidth.limit", "bytes", "Most body bytes a second that this worker sends now; 0 without a limit"),
    BANDWIDTH_FILE_REFUSED(GAUGE, "longshore.bandwidth.file.refused",
            "1 while longshore.uploader.bandwidth-file can't be used and the timetable read before stays in force, else 0"),
    BANDWIDTH_WAITED(COUNTER, "longshore.bandwidth.waited", "seconds",
            "Time that transfers waited for bandwidth, this worker's or their jobs'; of several at once the sum");

    private final Kind kind;
    private final String meter;
    private final @Nullable String unit;
    private final String meaning;
    private final Buckets buckets;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Label> labels;

    Metric(Kind kind, String meter, String meaning, Label... labels) {
        this(kind, meter, null, meaning, labels);
    }

    Metric(Buckets buckets, String meter, String meaning, Label... labels) {
        this.kind = TIMER;
        this.meter = meter;
        this.unit = null;
        this.meaning = meaning;
        this.buckets = buckets;
        this.labels = List.of(labels);
    }

    Metric(Kind kind, String meter, @Nullable String unit, String meaning, Label... labels) {
        this.kind = kind;
        this.meter = meter;
        this.unit = unit;
        this.meaning = meaning;
        this.buckets = Buckets.NONE;
        this.labels = List.of(labels);
    }

    /** What may be asked of a meter. */
    public enum Kind {
        COUNTER,
        GAUGE,
        TIMER
    }

    public Kind kind() {
        return kind;
    }

    /** Micrometer's name; registries write it their way. */
    public String meter() {
        return meter;
    }

    /** The base unit; absent for plain counts and for timers, which have their own. */
    public @Nullable String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    Duration[] buckets() {
        return buckets.bounds();
    }

    public List<Label> labels() {
        return labels;
    }
}
