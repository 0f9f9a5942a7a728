package dev.longshore.gateway.publish;

/** Kafka did not acknowledge in time; what was sent may have arrived all the same, and may be sent again. */
public final class NotPublishedException extends RuntimeException {
    NotPublishedException(String message, Throwable cause) {
        super(message, cause);
    }
}
