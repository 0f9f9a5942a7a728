package dev.longshore.worker.fault;

import dev.longshore.wire.Printable;
import org.jspecify.annotations.Nullable;

/** The service's own words about a failed call; empty texts count as absent, long ones are cut, and each is one printable line. */
public record Answered(@Nullable String code, @Nullable String message, @Nullable String requestId) {
    private static final int MOST_CHARACTERS = 500;

    public static final Answered NOTHING = new Answered(null, null, null);

    public Answered {
        code = tidy(code);
        message = tidy(message);
        requestId = tidy(requestId);
    }

    private static @Nullable String tidy(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Printable.shortened(text, MOST_CHARACTERS - 1);
    }
}
