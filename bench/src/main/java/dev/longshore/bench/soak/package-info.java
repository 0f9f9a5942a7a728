/** Does anything grow? One worker with a small heap, under load for minutes, looked at again and again. */
@NullMarked
package dev.longshore.bench.soak;

import org.jspecify.annotations.NullMarked;
