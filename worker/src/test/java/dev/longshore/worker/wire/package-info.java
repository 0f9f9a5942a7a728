/**
 * Whole jobs over real HTTP whose calls meet what networks and services do: each operation each fault, singly and in pairs. A proxy before the emulated
 * services recognises each call and breaks the ones that are planned, at the socket.
 */
@NullMarked
package dev.longshore.worker.wire;

import org.jspecify.annotations.NullMarked;
