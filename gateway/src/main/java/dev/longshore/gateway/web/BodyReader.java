package dev.longshore.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Reads a body that has a limit. */
final class BodyReader {
    private final int most;

    BodyReader(int most) {
        this.most = most;
    }

    byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw tooLarge();
        }
        return body;
    }

    private RefusedException tooLarge() {
        return new RefusedException(
                HttpStatus.CONTENT_TOO_LARGE,
                "A body may have at most " + most + " bytes (longshore.gateway.max-body): send fewer jobs at a time.", List.of());
    }
}
