/**
 * CallTurns for calls that a whole fleet, and perhaps others, share a cap of.
 *
 * <p>Each worker keeps to its share of the cap and asks nobody: it takes more while nothing is refused, and less when something is.
 */
@NullMarked
package dev.longshore.worker.pace;

import org.jspecify.annotations.NullMarked;
