/**
 * Upload clients that run in a process of their own and measure themselves: warmed up first, then from the first file to the last, with their own
 * processor time and largest resident memory.
 */
@NullMarked
package dev.longshore.bench.peer;

import org.jspecify.annotations.NullMarked;
