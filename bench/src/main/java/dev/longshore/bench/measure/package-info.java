/** What the benchmarks measure with and tidy up by. */
@NullMarked
package dev.longshore.bench.measure;

import org.jspecify.annotations.NullMarked;
