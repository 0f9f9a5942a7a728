@NullMarked
package dev.longshore.worker.step;

import org.jspecify.annotations.NullMarked;
