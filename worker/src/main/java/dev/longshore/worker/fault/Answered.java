package dev.longshore.worker.fault;

import org.jspecify.annotations.Nullable;

/** The service's own words about a failed call; empty texts count as absent, long ones are cut. */
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
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
