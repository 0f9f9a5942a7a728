@NullMarked
package dev.longshore.worker.fuzz;

import org.jspecify.annotations.NullMarked;
