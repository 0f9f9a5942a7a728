/**
 * What the error codes of VOD and COS mean to Longshore, as data.
 *
 * <p>Each adapter holds one {@link dev.longshore.worker.fault.ErrorTable}; failures, tests and documentation are made from it.
 */
@NullMarked
package dev.longshore.worker.fault;

import org.jspecify.annotations.NullMarked;
