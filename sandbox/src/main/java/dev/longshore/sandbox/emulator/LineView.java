package dev.longshore.sandbox.emulator;

/**
 * A line and what has passed it.
 *
 * @param port where it listens
 * @param bodyBytes of requests and answers of both services since the start, those of refused and broken requests included
 */
public record LineView(int port, long bodyBytes) {}
