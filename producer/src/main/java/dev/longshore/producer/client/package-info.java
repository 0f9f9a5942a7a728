/**
 * Publishing jobs and hearing what becomes of them, over plain Kafka clients.
 *
 * <p>Guarantees: a job that breaks a rule is never sent; a sent job is acknowledged by all in-sync replicas and written once, however often the client had to
 * repeat itself; a {@link dev.longshore.producer.client.Follower} sees committed outcomes only, needs no consumer group and leaves nothing behind on the broker.
 *
 * <p>Limits: a follower reads every partition of {@code status}, {@code results} and {@code errors}, so one per process is enough. It remembers
 * the newest {@value dev.longshore.producer.client.OutcomeBook#MAX_UNASKED} outcomes for whoever asks late.
 */
@NullMarked
package dev.longshore.producer.client;

import org.jspecify.annotations.NullMarked;
