package dev.longshore.sandbox.vod;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as the API writes and reads them: ISO 8601, whole seconds. */
final class Iso {

    private Iso() {}

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Instant read(String field, String text) throws VodException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw VodException.badValue(field, "is not an ISO 8601 time with an offset");
        }
    }
}
