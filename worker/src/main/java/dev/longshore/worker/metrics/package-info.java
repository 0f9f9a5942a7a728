/**
 * What a worker tells of itself. {@link dev.longshore.worker.metrics.Metric} names every meter; decorators around the ports and an observer at the
 * ledger's Kafka boundary feed them.
 *
 * <p>Labels are bounded: states, queues, calls and codes that this version knows; never a job's id, path or name.
 */
@NullMarked
package dev.longshore.worker.metrics;

import org.jspecify.annotations.NullMarked;
