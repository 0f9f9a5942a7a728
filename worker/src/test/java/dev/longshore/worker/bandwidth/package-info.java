@NullMarked
package dev.longshore.worker.bandwidth;

import org.jspecify.annotations.NullMarked;
