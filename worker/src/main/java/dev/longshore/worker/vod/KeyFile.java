package dev.longshore.worker.vod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key in a JSON file, {@code {"secretId": …, "secretKey": …, "token": …}}, which may be replaced at any time; links are followed each time, so
 * a mounted secret works. Looked at before each call and read again when it is another one. Replace it by a rename: while it is unreadable, or half
 * written, jobs that need it are tried again.
 */
public final class KeyFile implements CredentialProvider {
    private static final int MOST_BYTES = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private volatile @Nullable Read last;

    public KeyFile(Path path) {
        this.path = path;
    }

    /** What tells one version of the file from the next, and the key that it held. */
    private record Read(FileTime modified, long size, @Nullable Object file, Credential credential) {
        boolean isOf(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime())
                    && size == now.size()
                    && Objects.equals(file, now.fileKey());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Content(@Nullable String secretId, @Nullable String secretKey, @Nullable String token) {}

    @Override
    public Credential current() throws StepException {
        Read known = last;
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                // A pipe would be waited for, and a device read for ever.
                throw CredentialProvider.unavailable("the credential file " + path + " is no regular file");
            }
            if (known == null || !known.isOf(now)) {
                known = new Read(now.lastModifiedTime(), now.size(), now.fileKey(), read());
                last = known;
            }
            return known.credential();
        } catch (IOException e) {
            throw CredentialProvider.unavailable("the credential file " + path + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    /** What the parser says of a broken file may quote it, so it is not passed on. */
    private Credential read() throws IOException, StepException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw CredentialProvider.unavailable("the credential file " + path + " is longer than " + MOST_BYTES + " bytes");
        }
        Content content;
        try {
            content = JSON.readValue(bytes, Content.class);
        } catch (JacksonException e) {
            throw CredentialProvider.unavailable("the credential file " + path + " is no JSON object");
        }
        String id = content == null ? null : content.secretId();
        String key = content == null ? null : content.secretKey();
        if (id == null || id.isBlank() || key == null || key.isBlank()) {
            throw CredentialProvider.unavailable("the credential file " + path + " lacks secretId or secretKey");
        }
        String token = content.token();
        return new Credential(id, key, token == null || token.isBlank() ? null : token);
    }
}
