package dev.longshore.gateway.web;

import dev.longshore.outcome.ErrorCode;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem. */
final class RefusedException extends RuntimeException {
    private final HttpStatus status;
    private final transient List<FieldError> errors;

    RefusedException(HttpStatus status, String detail, List<FieldError> errors) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    static RefusedException parameter(String field, String message) {
        return new RefusedException(
                HttpStatus.BAD_REQUEST, field + " " + message, List.of(new FieldError(field, ErrorCode.INVALID_FIELD.code(), message)));
    }

    HttpStatus status() {
        return status;
    }

    List<FieldError> errors() {
        return errors;
    }
}
