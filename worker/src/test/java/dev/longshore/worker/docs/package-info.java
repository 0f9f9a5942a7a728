/** Holds generated sections of the documentation against the code. */
@NullMarked
package dev.longshore.worker.docs;

import org.jspecify.annotations.NullMarked;
