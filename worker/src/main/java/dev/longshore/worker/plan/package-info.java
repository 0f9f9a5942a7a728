/**
 * From a job's files to units of upload.
 *
 * <p>Guarantee: the plan depends on the job, the files' sizes and this package's constants alone, so every worker derives the same one and its
 * digest shows it.
 */
@NullMarked
package dev.longshore.worker.plan;

import org.jspecify.annotations.NullMarked;
