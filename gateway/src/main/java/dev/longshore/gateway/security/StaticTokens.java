package dev.longshore.gateway.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens by the name of who holds them, from properties and from a file that is read again when it changes. Thread-safe.
 *
 * <p>Only digests are kept, and a token is compared with all of them, so that the time tells nothing about any.
 */
public final class StaticTokens {
    static final int LEAST_LENGTH = 20;
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Logger log = LoggerFactory.getLogger(StaticTokens.class);

    private final Map<String, byte[]> fixed;
    private final @Nullable Path file;
    private FileTime readAt = FileTime.fromMillis(Long.MIN_VALUE);
    private Map<String, byte[]> all;

    /** @throws IllegalArgumentException if a token is too short, or the file can't be read or holds a line that is no name and token */
    public StaticTokens(Map<String, String> tokens, @Nullable Path file) {
        this.fixed = digests(tokens);
        this.file = file;
        this.all = fixed;
        if (file != null) {
            try {
                readAt = Files.getLastModifiedTime(file);
                all = read(file);
            } catch (IOException e) {
                throw new IllegalArgumentException("longshore.gateway.token-file: " + file + " can't be read: " + e.getMessage(), e);
            }
        }
    }

    public synchronized boolean isEmpty() {
        return all.isEmpty();
    }

    /** Who holds the token; empty if nobody. */
    public Optional<String> nameOf(String token) {
        byte[] digest = digest(token);
        @Nullable String found = null;
        for (Map.Entry<String, byte[]> known : current().entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), digest)) {
                found = known.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    /** A file that can't be read now, or is wrong now, leaves what was read last. */
    private synchronized Map<String, byte[]> current() {
        if (file != null) {
            try {
                FileTime changedAt = Files.getLastModifiedTime(file);
                if (!changedAt.equals(readAt)) {
                    readAt = changedAt;
                    all = read(file);
                    log.info("gateway.tokens-read file={} tokens={}", file, all.size());
                }
            } catch (IOException | IllegalArgumentException e) {
                log.warn("gateway.tokens-unreadable file={}: {}; the tokens that were read before hold", file, e.getMessage());
            }
        }
        return all;
    }

    private Map<String, byte[]> read(Path from) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        List<String> lines = Files.readAllLines(from);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IllegalArgumentException(
                        "longshore.gateway.token-file: line " + (i + 1) + " of " + from + " must be a name, a space and a token");
            }
            tokens.put(words.group(1), words.group(2));
        }
        Map<String, byte[]> both = new HashMap<>(fixed);
        both.putAll(digests(tokens));
        return Map.copyOf(both);
    }

    private static Map<String, byte[]> digests(Map<String, String> tokens) {
        Map<String, byte[]> digests = new HashMap<>();
        tokens.forEach((name, token) -> {
            if (token.length() < LEAST_LENGTH) {
                throw new IllegalArgumentException(
                        "longshore.gateway.tokens: the token of " + name + " must have at least " + LEAST_LENGTH
                                + " characters: openssl rand -hex 32 makes one");
            }
            digests.put(name, digest(token));
        });
        return Map.copyOf(digests);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
