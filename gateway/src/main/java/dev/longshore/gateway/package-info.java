/**
 * Uploads over HTTP, for systems that don't speak Kafka.
 *
 * <p>Guarantees: an upload that was answered with 202 is on the topic of jobs, acknowledged by all in-sync replicas; the same {@code Idempotency-Key} or jobId makes one upload,
 * whichever gateway is asked. A gateway keeps nothing of its own: what it knows it reads from Kafka, all partitions, so any number may run and each can be replaced at any time.
 *
 * <p>Limits: what it knows is held in memory, at most {@code longshore.gateway.max-uploads} uploads, those that ended longest ago go first.
 */
@NullMarked
package dev.longshore.gateway;

import org.jspecify.annotations.NullMarked;
