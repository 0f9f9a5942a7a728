package dev.longshore.worker.seal;

/** The key ring's configuration is of no use; the message says how to mend it and quotes no key. */
public final class NoKeyException extends IllegalArgumentException {
    NoKeyException(String message) {
        super(message);
    }
}
