/**
 * Takes tasks from a group into slots, runs one bounded step for each and reports.
 *
 * <p>Stateless: whatever must survive goes into a report before the next thing is done.
 */
@NullMarked
package dev.longshore.worker.uploader;

import org.jspecify.annotations.NullMarked;
