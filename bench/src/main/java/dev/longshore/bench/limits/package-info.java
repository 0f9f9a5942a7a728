/** How exactly bandwidth limits are kept: bytes that the emulator counted, against the limit that was in force. */
@NullMarked
package dev.longshore.bench.limits;

import org.jspecify.annotations.NullMarked;
