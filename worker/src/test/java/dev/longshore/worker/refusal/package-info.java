/**
 * What the VOD API refuses, from the job to its outcome: the real ledger, steps and adapters over real HTTP, with a front before the emulated VOD that
 * answers some calls itself. Only the time between retries is not waited for.
 */
@NullMarked
package dev.longshore.worker.refusal;

import org.jspecify.annotations.NullMarked;
