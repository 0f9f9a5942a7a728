package dev.longshore.worker.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A manifest's bytes as text. */
final class ManifestText {
    private ManifestText() {}

    /**
     * Without a byte order mark.
     *
     * @param what the content should be, for the message
     */
    static String of(byte[] content, String what) throws InvalidManifestException {
        if (content.length > ManifestParser.MOST_BYTES) {
            throw InvalidManifestException
                    .of("has " + content.length + " bytes; " + what + " has at most " + ManifestParser.MOST_BYTES);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw InvalidManifestException.of("is not UTF-8 text");
        }
    }
}
