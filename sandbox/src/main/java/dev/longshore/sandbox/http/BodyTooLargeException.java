package dev.longshore.sandbox.http;

import java.io.IOException;

/** A body that had to fit into memory was longer than its documented limit. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limit) {
        super("the body is longer than " + limit + " bytes");
    }
}
