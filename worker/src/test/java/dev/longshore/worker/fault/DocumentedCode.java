package dev.longshore.worker.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An error code that a service documents; where each was read stands in the files.
 *
 * @param status the HTTP status that it comes with
 * @param calls those that may give it; empty if it is a code of calls that Longshore doesn't make
 * @param rule the rule that is meant to cover it; null if it must have its own
 */
public record DocumentedCode(int status, String code, List<String> calls, @Nullable String rule) {
    public static final List<String> COS_CALLS = List.of(
            "PutObject", "InitiateMultipartUpload", "UploadPart", "ListParts", "CompleteMultipartUpload", "AbortMultipartUpload");

    /** The VOD API's, in the order of the calls; a code that several calls give is there several times. */
    public static List<DocumentedCode> ofVod() {
        List<DocumentedCode> codes = new ArrayList<>();
        String call = "";
        for (String line : lines("vod-codes.txt")) {
            if (line.startsWith("[")) {
                call = line.substring(1, line.length() - 1);
                continue;
            }
            String[] cells = line.split(" \\| ");
            codes.add(new DocumentedCode(200, cells[0], List.of(call), cells.length > 1 ? cells[1] : null));
        }
        return codes;
    }

    /** COS's. */
    public static List<DocumentedCode> ofCos() {
        return lines("cos-codes.txt").stream().map(line -> {
            String[] cells = line.split(" \\| ");
            List<String> calls = switch (cells[2]) {
                case "*" -> COS_CALLS;
                case "-" -> List.of();
                default -> Arrays.asList(cells[2].split(" "));
            };
            return new DocumentedCode(Integer.parseInt(cells[0]), cells[1], calls, cells.length > 3 ? cells[3] : null);
        }).toList();
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(DocumentedCode.class.getResourceAsStream(file), file)) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
