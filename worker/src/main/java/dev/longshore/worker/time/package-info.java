/** Time as a thing that is handed in, so that tests need not wait. */
@NullMarked
package dev.longshore.worker.time;

import org.jspecify.annotations.NullMarked;
