/** Benchmarks: Longshore beside other clients, and the parts that are called for every byte or every event. */
@NullMarked
package dev.longshore.bench;

import org.jspecify.annotations.NullMarked;
