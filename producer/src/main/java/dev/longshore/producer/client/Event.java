package dev.longshore.producer.client;

import dev.longshore.outcome.JobStatus;

/** What a {@link Follower} tells its listener. */
public sealed interface Event {
    /** A job's newest state. */
    record Progressed(JobStatus status) implements Event {}

    /** A run of a job has ended. */
    record Ended(Outcome outcome) implements Event {}

    /** Everything that was there when the follower started has been told. */
    record CaughtUp() implements Event {}

    /** The ledger remembers the job no longer: the dedupe window after its end has passed. */
    record Forgotten(String jobId) implements Event {}

    /** A record that is none of the contract's documents; skipped. */
    record Unreadable(String topic, int partition, long offset, String problem) implements Event {}
}
