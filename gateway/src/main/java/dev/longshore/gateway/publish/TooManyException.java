package dev.longshore.gateway.publish;

/** As much is under way as may be: to be asked again later. */
public final class TooManyException extends RuntimeException {
    public TooManyException(String message) {
        super(message);
    }
}
