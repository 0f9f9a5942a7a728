package dev.longshore.producer.client;

/** Too many jobs are in flight: the job was not published. Submit it later, or raise {@link ClientOptions#maxInFlight()}. */
public final class BackPressureException extends RuntimeException {
    BackPressureException(String message) {
        super(message);
    }
}
