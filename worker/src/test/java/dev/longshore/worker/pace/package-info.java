@NullMarked
package dev.longshore.worker.pace;

import org.jspecify.annotations.NullMarked;
