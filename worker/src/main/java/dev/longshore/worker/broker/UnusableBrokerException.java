package dev.longshore.worker.broker;

import org.jspecify.annotations.Nullable;

/** Kafka, a topic or a group setting is not usable; the message says what was found and what to do. */
public final class UnusableBrokerException extends RuntimeException {
    public UnusableBrokerException(String message) {
        this(message, null);
    }

    public UnusableBrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
