/**
 * The only contract between ledger and uploader: tasks go one way, reports the other.
 *
 * <p>Guarantees. A task is bounded and idempotent: running it twice, or on two workers at once, costs bytes and never correctness. A report
 * may arrive late, twice or never. Both sets are closed and versioned ({@link dev.longshore.worker.step.StepCodec}); no record here holds a
 * usable secret.
 */
@NullMarked
package dev.longshore.worker.step;

import org.jspecify.annotations.NullMarked;
