package dev.longshore.sandbox.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a request or an answer. */
final class HttpHead {
    /** No client of the two services needs more. */
    static final int MOST_BYTES = 64 << 10;

    private final byte[] raw;

    private HttpHead(byte[] raw) {
        this.raw = raw;
    }

    /** Its bytes as they came, the empty line included. */
    byte[] raw() {
        return raw;
    }

    /** Reads up to the empty line; null where the stream ends before the first byte. */
    static @Nullable HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("the stream ended within a head");
            }
            head.write(next);
            if (head.size() > MOST_BYTES) {
                throw new IOException("a head of more than " + MOST_BYTES + " bytes");
            }
            if (next == '\n') {
                ends++;
            } else if (next != '\r') {
                ends = 0;
            }
        }
        return new HttpHead(head.toByteArray());
    }

    private List<String> lines() {
        return new String(raw, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private String word(int index) {
        String[] words = lines().getFirst().split(" ", 3);
        return index < words.length ? words[index] : "";
    }

    /** Of a request. */
    String method() {
        return word(0);
    }

    /** Of a request: path and query, the authority of an absolute form left out. */
    String target() {
        String target = word(1);
        int authority = target.indexOf("://");
        int path = authority < 0 ? 0 : target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    /** Of an answer. */
    int status() {
        try {
            return Integer.parseInt(word(1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Nullable String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines().stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /** By lower-case name; of one that comes several times the first. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        lines().stream().skip(1).filter(line -> line.indexOf(':') > 0).forEach(line -> {
            int colon = line.indexOf(':');
            headers.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        });
        return headers;
    }

    boolean inChunks() {
        return header("Transfer-Encoding") != null;
    }

    /** The announced length of the body; -1 where none is announced. */
    long length() throws IOException {
        String length = header("Content-Length");
        try {
            return length == null ? -1 : Long.parseUnsignedLong(length);
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length: " + length, e);
        }
    }

    boolean says(String name, String value) {
        return value.equalsIgnoreCase(header(name));
    }
}
