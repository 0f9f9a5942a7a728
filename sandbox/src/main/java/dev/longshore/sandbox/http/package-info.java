/**
 * The emulator's HTTP front: one blocking {@link dev.longshore.sandbox.http.Exchange} per request over Jetty, a
 * {@link dev.longshore.sandbox.http.Pace} that slows answers and bodies down on request, and the
 * {@link dev.longshore.sandbox.http.CallLog}.
 *
 * <p>Guarantees: bodies are streamed in buffers of up to 256 KiB and never held whole, except those a handler asks for
 * with an explicit limit; the call log is bounded. Limits: plain HTTP/1.1; the number of requests served at a time is
 * bounded by the thread pool ({@link dev.longshore.sandbox.http.HttpServer#MAX_THREADS}).
 */
@NullMarked
package dev.longshore.sandbox.http;

import org.jspecify.annotations.NullMarked;
