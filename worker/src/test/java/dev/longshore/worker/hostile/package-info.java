/**
 * Inputs that attack Longshore or stand on a boundary: each is a job carried by the real ledger, steps and adapters to the emulated services, with
 * the one outcome that it must have. After each of them the same worker must carry a good job. The page {@code docs/hostile-inputs.md} is what the
 * rows showed when they ran.
 */
@NullMarked
package dev.longshore.worker.hostile;

import org.jspecify.annotations.NullMarked;
