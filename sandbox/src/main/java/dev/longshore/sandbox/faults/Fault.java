package dev.longshore.sandbox.faults;

import java.util.Locale;

/** What networks do to calls, and services that are down or overloaded. */
public enum Fault implements Treatment {
    /** The connection is reset as soon as it is made: the client sends nothing. */
    REFUSED,
    /** Reset after the request's head; nothing reaches the service. */
    RESET_BEFORE_BODY,
    /** Reset after half of the request's body. */
    RESET_IN_BODY,
    /** The service does it all and answers; the client gets a reset. */
    REPLY_LOST,
    /** Request or answer trickles for a while. */
    SLOW_DRIP,
    /** Nothing moves for a while, then a reset; nothing reaches the service. */
    STALL,
    /** Answered with 429 by the proxy; nothing reaches the service. */
    TOO_MANY_REQUESTS,
    /** Answered with 500 by the proxy; nothing reaches the service. */
    SERVER_ERROR,
    /** Answered with 503 by the proxy; nothing reaches the service. */
    UNAVAILABLE,
    /** The service does it all; half of its answer arrives. */
    TRUNCATED_ANSWER;

    /** The status that the proxy answers by itself; 0 where it doesn't. */
    int status() {
        return switch (this) {
            case TOO_MANY_REQUESTS -> 429;
            case SERVER_ERROR -> 500;
            case UNAVAILABLE -> 503;
            case REFUSED, RESET_BEFORE_BODY, RESET_IN_BODY, REPLY_LOST, SLOW_DRIP, STALL, TRUNCATED_ANSWER -> 0;
        };
    }

    /** As people write it: {@code reset-in-body}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
