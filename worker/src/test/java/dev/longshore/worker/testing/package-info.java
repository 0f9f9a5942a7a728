/** Servers and watchers that the worker's tests share. */
@NullMarked
package dev.longshore.worker.testing;

import org.jspecify.annotations.NullMarked;
