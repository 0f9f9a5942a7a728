/** Watches Kafka's clients from outside. */
@NullMarked
package dev.longshore.worker.metrics.kafka;

import org.jspecify.annotations.NullMarked;
