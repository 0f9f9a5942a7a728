package dev.longshore.producer.client;

import java.time.Instant;

/**
 * A job that the broker has taken.
 *
 * @param publishedAt the record's time stamp
 */
public record Submitted(String jobId, String topic, int partition, long offset, Instant publishedAt) {}
