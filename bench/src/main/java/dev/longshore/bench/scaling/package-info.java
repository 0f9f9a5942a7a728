/**
 * How much sooner more workers are done, where each worker's line is what limits.
 *
 * <p>Each worker reaches the emulator by a line of its own, slow enough that the processors of one machine carry many workers. So the figures are ratios: to one
 * worker, and to the time in which all lines together carry the bytes.
 */
@NullMarked
package dev.longshore.bench.scaling;

import org.jspecify.annotations.NullMarked;
