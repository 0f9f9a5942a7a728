package dev.longshore.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Small things every emulated service needs to answer. */
public final class Answers {

    private Answers() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }
}
