/** The meters, without a worker around them. */
@NullMarked
package dev.longshore.worker.metrics;

import org.jspecify.annotations.NullMarked;
