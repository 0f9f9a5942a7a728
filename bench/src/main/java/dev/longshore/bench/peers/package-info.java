/**
 * Longshore beside other clients: the same files, the same emulator, turn by turn in one run.
 *
 * <p>Longshore is measured as a user has it: a job published on Kafka, a ledger, a worker, a result read by a committed reader. The others run without Kafka.
 */
@NullMarked
package dev.longshore.bench.peers;

import org.jspecify.annotations.NullMarked;
