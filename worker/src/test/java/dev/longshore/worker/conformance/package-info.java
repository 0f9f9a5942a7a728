/**
 * What a job may ask for, row by row: each row is a job carried by the real ledger, steps and adapters to the emulated services, and holds what
 * they received. The page {@code docs/conformance.md} is what the rows showed when they ran.
 */
@NullMarked
package dev.longshore.worker.conformance;

import org.jspecify.annotations.NullMarked;
