/** Real processes end to end: Kafka, the emulator of VOD and COS, workers. Each test states what a publisher would see. */
@NullMarked
package dev.longshore.e2e;

import org.jspecify.annotations.NullMarked;
