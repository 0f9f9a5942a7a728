package dev.longshore.sandbox.process;

/** A program ended, or didn't become ready in time; the message holds the end of its log. */
public final class ProcessFailedException extends RuntimeException {
    ProcessFailedException(String message) {
        super(message);
    }
}
