package dev.longshore.e2e;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Looks for secrets in bytes, as they are and in the forms that they take in messages and logs: Base64 (both alphabets, also in the middle of a
 * longer text), hexadecimal, URL-encoded, escaped in JSON, UTF-16. What it finds it names; it never shows it.
 */
final class SecretScan {
    private static final int WINDOW = Long.BYTES;
    private static final Pattern SMALL = Pattern.compile("%[0-9A-F]{2}");

    private final Map<Long, List<Form>> forms = new HashMap<>();
    private final Set<String> names = new TreeSet<>();

    private record Form(String secret, String encoding, byte[] bytes) {}

    /** A secret in a place. */
    record Finding(String place, String secret, String encoding) {}

    SecretScan secret(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        secret(name, bytes);
        add(name, "URL", URLEncoder.encode(text, StandardCharsets.UTF_8));
        add(name, "URL, small digits", SMALL.matcher(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
        add(name, "JSON", text.replace("/", "\\/"));
        add(name, "JSON, escaped", text.replace("=", "\\u003d").replace("+", "\\u002b").replace("/", "\\/"));
        add(name, "UTF-16", text.getBytes(StandardCharsets.UTF_16LE));
        return this;
    }

    SecretScan secret(String name, byte[] bytes) {
        if (bytes.length < 12) {
            throw new IllegalArgumentException(name + " is too short to be told from chance");
        }
        names.add(name);
        add(name, "plain", bytes);
        add(name, "hexadecimal", HexFormat.of().formatHex(bytes));
        add(name, "hexadecimal", HexFormat.of().withUpperCase().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            add(name, "Base64", within(Base64.getEncoder(), bytes, shift));
            add(name, "Base64 for URLs", within(Base64.getUrlEncoder(), bytes, shift));
        }
        return this;
    }

    int secrets() {
        return names.size();
    }

    /** The characters that the bytes determine alone when others stand before and after them. */
    private static String within(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        return encoder.encodeToString(shifted).substring(Math.ceilDiv(shift * 8, 6), shifted.length * 8 / 6);
    }

    private void add(String name, String encoding, String text) {
        add(name, encoding, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, String encoding, byte[] bytes) {
        List<Form> alike = forms.computeIfAbsent(ByteBuffer.wrap(bytes).getLong(), start -> new ArrayList<>());
        if (alike.stream().noneMatch(form -> Arrays.equals(form.bytes(), bytes))) {
            alike.add(new Form(name, encoding, bytes));
        }
    }

    List<Finding> in(String place, byte[] content) {
        Set<Finding> found = new LinkedHashSet<>();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        for (int at = 0; at + WINDOW <= content.length; at++) {
            for (Form form : forms.getOrDefault(bytes.getLong(at), List.of())) {
                int end = at + form.bytes().length;
                if (end <= content.length && Arrays.equals(content, at, end, form.bytes(), 0, form.bytes().length)) {
                    found.add(new Finding(place, form.secret(), form.encoding()));
                }
            }
        }
        return List.copyOf(found);
    }
}
