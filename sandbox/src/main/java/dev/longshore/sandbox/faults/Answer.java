package dev.longshore.sandbox.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is text in UTF-8, as those of both services are but for the bytes of objects.
 *
 * @param headers by name, whatever its case; the body's length is not among them
 */
public record Answer(int status, Map<String, String> headers, String body) {
    /** Of a service that wasn't asked. */
    public static final Answer NONE = new Answer(0, Map.of(), "");

    public Answer {
        headers = sorted(headers);
    }

    private static Map<String, String> sorted(Map<String, String> headers) {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return sorted;
    }

    public Answer withBody(String changed) {
        return new Answer(status, headers, changed);
    }

    /** @param value null takes it out */
    public Answer withHeader(String name, @Nullable String value) {
        Map<String, String> changed = sorted(headers);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Answer(status, changed, body);
    }

    /** @param length as it is announced; of an answer to HEAD it isn't the body's */
    byte[] raw(long length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Forged\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(bytes());
        return raw.toByteArray();
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    boolean closes() {
        return "close".equalsIgnoreCase(headers.get("Connection"));
    }
}
