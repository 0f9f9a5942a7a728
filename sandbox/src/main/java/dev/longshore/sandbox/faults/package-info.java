/**
 * A proxy in front of the emulator that does to HTTP calls what networks and services do: refuses, resets, stalls, loses answers.
 *
 * <p>Guarantees: what it passes on it passes on byte for byte, so signatures hold; every call is written down with what became of it; which
 * calls are hit follows from the seed and the order in which they arrive, at the rate that is set.
 *
 * <p>Limits: HTTP/1.1 with announced lengths, no TLS, no CONNECT; a request in chunks is answered with 411. With several clients at once the
 * order of arrival, and so the calls that are hit, differ between runs of one seed.
 */
@NullMarked
package dev.longshore.sandbox.faults;

import org.jspecify.annotations.NullMarked;
