@NullMarked
package dev.longshore.worker.bundle;

import org.jspecify.annotations.NullMarked;
