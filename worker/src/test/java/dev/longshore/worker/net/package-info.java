@NullMarked
package dev.longshore.worker.net;

import org.jspecify.annotations.NullMarked;
