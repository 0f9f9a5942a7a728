package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL of a SegmentTemplate with its {@code $Identifiers$}, at most {@value #MOST_IDENTIFIERS} before its query. */
final class UrlTemplate {
    static final int MOST_IDENTIFIERS = 16;

    private static final Pattern IDENTIFIER = Pattern.compile("([A-Za-z]+)(?:%0(\\d{1,3})d)?");
    private static final Set<String> NUMBERS = Set.of("Number", "Time", "Bandwidth");

    /**
     * Plain text, or an identifier.
     *
     * @param width of a number, filled up with zeros; 0 if none is given
     */
    private record Piece(String text, boolean identifier, int width) {}

    private final Text template;
    private final List<Piece> pieces = new ArrayList<>();

    private UrlTemplate(Text template) {
        this.template = template;
    }

    /** @throws InvalidManifestException if a {@code $} is no {@code $$} and encloses no identifier */
    static UrlTemplate of(Text template) throws InvalidManifestException {
        UrlTemplate parsed = new UrlTemplate(template);
        if (template.value().length() > MpdXml.URI_MOST) {
            throw parsed.refuse("is a URL of more than " + MpdXml.URI_MOST + " characters");
        }
        String[] parts = RelativePath.withoutQuery(template.value()).split("\\$", -1);
        if (parts.length % 2 == 0) {
            throw parsed.refuse("has a $ that closes no identifier; write a plain one as $$");
        }
        if (parts.length > 2 * MOST_IDENTIFIERS + 1) {
            throw parsed.refuse("has more than " + MOST_IDENTIFIERS + " identifiers");
        }
        for (int i = 0; i < parts.length; i++) {
            boolean between = i % 2 == 1;
            parsed.pieces.add(between && !parts[i].isEmpty() ? parsed.identifier(parts[i]) : new Piece(between ? "$" : parts[i], false, 0));
        }
        return parsed;
    }

    private Piece identifier(String text) throws InvalidManifestException {
        Matcher matcher = IDENTIFIER.matcher(text);
        if (matcher.matches()) {
            String name = matcher.group(1);
            String width = matcher.group(2);
            if (NUMBERS.contains(name) || name.equals("RepresentationID") && width == null) {
                return new Piece(name, true, width == null ? 0 : Integer.parseInt(width));
            }
        }
        throw refuse("has $" + InvalidManifestException.shown(text)
                + "$, which is none of $RepresentationID$, $Bandwidth$, $Number$ and $Time$, the last three with a width such as %05d, and $$");
    }

    int line() {
        return template.line();
    }

    boolean has(String identifier) {
        return pieces.stream().anyMatch(piece -> piece.identifier && piece.text.equals(identifier));
    }

    /** Whether it names a file of its own for each segment. */
    boolean isOfSegments() {
        return has("Number") || has("Time");
    }

    /**
     * With the representation's own values put in.
     *
     * @throws InvalidManifestException if it asks for a value that the representation hasn't
     */
    UrlTemplate with(@Nullable Text id, @Nullable Text bandwidth) throws InvalidManifestException {
        UrlTemplate filled = new UrlTemplate(template);
        for (Piece piece : pieces) {
            if (piece.identifier && piece.text.equals("RepresentationID")) {
                filled.pieces.add(new Piece(required(id, "id"), false, 0));
            } else if (piece.identifier && piece.text.equals("Bandwidth")) {
                required(bandwidth, "bandwidth");
                filled.pieces.add(new Piece(padded(MpdSegments.number(bandwidth, 0, 0), piece.width), false, 0));
            } else {
                filled.pieces.add(piece);
            }
        }
        return filled;
    }

    private String required(@Nullable Text value, String name) throws InvalidManifestException {
        if (value == null) {
            throw refuse("needs the representation's " + name + ", which has none");
        }
        return value.value();
    }

    String of(long number, long time) {
        StringBuilder url = new StringBuilder();
        for (Piece piece : pieces) {
            url.append(piece.identifier ? padded(piece.text.equals("Number") ? number : time, piece.width) : piece.text);
        }
        return url.toString();
    }

    private static String padded(long value, int width) {
        String digits = Long.toString(value);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    InvalidManifestException refuse(String problem) {
        return InvalidManifestException.at(template.line(), template.value(), problem);
    }
}
