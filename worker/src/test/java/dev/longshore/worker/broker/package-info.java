@NullMarked
package dev.longshore.worker.broker;

import org.jspecify.annotations.NullMarked;
