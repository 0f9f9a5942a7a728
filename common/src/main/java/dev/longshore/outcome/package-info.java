/**
 * What comes back: one {@link dev.longshore.outcome.UploadResult} or one {@link dev.longshore.outcome.UploadError} per run of a job, and
 * {@link dev.longshore.outcome.JobStatus} while it lasts.
 *
 * <p>Readers must tolerate fields, error codes and categories that they don't know: the set grows.
 */
@NullMarked
package dev.longshore.outcome;

import org.jspecify.annotations.NullMarked;
