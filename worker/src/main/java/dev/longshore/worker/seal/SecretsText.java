package dev.longshore.worker.seal;

import dev.longshore.worker.vod.SessionSecrets;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Session secrets as bytes: a version, then each text with its length. */
final class SecretsText {
    private static final byte VERSION = 1;

    private SecretsText() {}

    static byte[] write(SessionSecrets secrets) {
        List<byte[]> texts = List.of(
                utf8(secrets.sessionKey()), utf8(secrets.secretId()), utf8(secrets.secretKey()), utf8(secrets.token()));
        int size = 1 + texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size).put(VERSION);
        texts.forEach(text -> buffer.putInt(text.length).put(text));
        texts.forEach(text -> Arrays.fill(text, (byte) 0));
        return buffer.array();
    }

    /** @throws IllegalArgumentException if this version didn't write it */
    static SessionSecrets read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            if (buffer.get() != VERSION) {
                throw new IllegalArgumentException("sealed by a version that this worker doesn't know");
            }
            SessionSecrets secrets = new SessionSecrets(text(buffer), text(buffer), text(buffer), text(buffer));
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException("longer than session secrets are");
            }
            return secrets;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("shorter than session secrets are");
        }
    }

    private static String text(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
