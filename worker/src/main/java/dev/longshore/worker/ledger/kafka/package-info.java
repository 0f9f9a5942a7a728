/**
 * Runs the ledger's core on Kafka Streams with {@code exactly_once_v2}: what a decision stores and what it sends become visible together or not at
 * all. Owns the stores, the timers and the topics; decides nothing.
 */
@NullMarked
package dev.longshore.worker.ledger.kafka;

import org.jspecify.annotations.NullMarked;
