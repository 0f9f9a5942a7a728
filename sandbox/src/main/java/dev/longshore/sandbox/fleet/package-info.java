/**
 * A whole Longshore on one machine, each part in a process of its own: Kafka, the emulator of VOD and COS, workers.
 *
 * <p>What it proves is what the parts do with each other; what the real VOD and COS do in the emulator's place, it can't.
 */
@NullMarked
package dev.longshore.sandbox.fleet;

import org.jspecify.annotations.NullMarked;
