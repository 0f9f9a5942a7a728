package dev.longshore.sandbox.cos;

import java.io.IOException;

/** A refusal that becomes an error answer. */
final class CosException extends IOException {

    private static final long serialVersionUID = 1L;

    private final CosError error;

    CosException(CosError error, String message) {
        super(message);
        this.error = error;
    }

    CosError error() {
        return error;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
