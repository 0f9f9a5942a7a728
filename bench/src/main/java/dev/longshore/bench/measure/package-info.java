/** What the benchmarks have in common: batches of jobs, what processes and workers tell of themselves, spreads, tidying up. */
@NullMarked
package dev.longshore.bench.measure;

import org.jspecify.annotations.NullMarked;
