/**
 * Real processes under faults: brokers and workers are killed, frozen and restarted while a proxy breaks HTTP calls; then the faults stop, everything
 * must drain, and each promise is held against what the emulator and the topics hold.
 *
 * <p>The verdict rests on what can be seen from outside: committed records, the emulator's stores, the proxy's journal. Nothing of a worker's own
 * accounts is believed.
 *
 * <p>Limits: one machine, so no partition of the network and no lost disk; a seed fixes the jobs, the order of the troubles and their victims, not
 * the moment at which they hit.
 */
@NullMarked
package dev.longshore.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
