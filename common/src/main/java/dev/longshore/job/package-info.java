/**
 * What a publisher asks for: the {@link dev.longshore.job.UploadJob} and the rules that its fields obey.
 *
 * <p>Field names and meanings are those of Tencent's own VOD upload request. Nothing here does I/O.
 */
@NullMarked
package dev.longshore.job;

import org.jspecify.annotations.NullMarked;
