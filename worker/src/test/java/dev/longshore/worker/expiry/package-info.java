/**
 * Sessions and certificates that expire, from the job to its outcome: seen before or told by the service, in each call, in transfer and in the queue.
 * Time passes when a test says so.
 */
@NullMarked
package dev.longshore.worker.expiry;

import org.jspecify.annotations.NullMarked;
