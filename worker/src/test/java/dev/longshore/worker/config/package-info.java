/** Tests of how a worker is put together. */
@NullMarked
package dev.longshore.worker.config;

import org.jspecify.annotations.NullMarked;
