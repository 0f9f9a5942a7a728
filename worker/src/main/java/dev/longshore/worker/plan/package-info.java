/**
 * From a job's files to units of upload.
 *
 * <p>Guarantee: the plan depends on the files' sizes and this package's constants alone, so every worker derives the same one and its digest shows
 * it. Whoever changes a constant or a rule raises {@link dev.longshore.worker.plan.UploadPlan#FORMAT}: checkpoints of the older format then start over.
 */
@NullMarked
package dev.longshore.worker.plan;

import org.jspecify.annotations.NullMarked;
