/** Tests of the ledger on Kafka Streams. */
@NullMarked
package dev.longshore.worker.ledger.kafka;

import org.jspecify.annotations.NullMarked;
