package dev.longshore.producer.doctor;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a worker on this machine would find: media folders, sealing key, locale. */
final class HostChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KEY_BYTES = 32;

    private final Map<String, Path> roots;
    private final Map<String, String> environment;

    HostChecks(Map<String, Path> roots, Map<String, String> environment) {
        this.roots = roots;
        this.environment = environment;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        if (roots.isEmpty()) {
            checks.add(Check.warn("roots", "none was named",
                    "Name the media folders: --root media=/mnt/media, or LONGSHORE_SOURCE_ROOTS_MEDIA."));
        }
        roots.forEach((name, folder) -> checks.add(root("root " + name, folder)));
        checks.add(sealKey());
        checks.add(locale());
        return checks;
    }

    /** A mount that hangs answers nothing at all, so that somebody else looks. */
    private static Check root(String name, Path folder) {
        CompletableFuture<Check> look = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> look.complete(readable(name, folder)));
        try {
            return look.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Check.fail(name, folder + " does not answer within " + PATIENCE.toSeconds() + " s",
                    "Look at the mount: the server may be away.");
        } catch (ExecutionException e) {
            return Check.fail(name, folder + ": " + e.getCause(), "Look at the folder.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.warn(name, "interrupted", "Try again.");
        }
    }

    private static Check readable(String name, Path folder) {
        if (!Files.isDirectory(folder)) {
            return Check.fail(name, folder + (Files.exists(folder) ? " is no folder" : " does not exist"),
                    "Mount it, or correct the path.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isReadable(entry)) {
                    return Check.warn(name, entry + " can't be read", "Give the worker's user read access to the files.");
                }
            }
            return Check.ok(name, folder + " can be read");
        } catch (IOException | RuntimeException e) {
            return Check.fail(name, folder + " can't be listed: " + e, "Give the worker's user read and search access.");
        }
    }

    private Check sealKey() {
        String name = "seal key";
        String key = environment.get("LONGSHORE_SEAL_KEYS_0_KEY");
        if (key == null) {
            return Check.warn(name, "LONGSHORE_SEAL_KEYS_0_KEY is not in this environment",
                    "Make one with ./longshore keygen; all workers need the same.");
        }
        try {
            int bytes = Base64.getDecoder().decode(key.strip()).length;
            return bytes == KEY_BYTES
                    ? Check.ok(name, "a key of 256 bits")
                    : Check.fail(name, "the key has " + bytes + " bytes, not " + KEY_BYTES, "Make one with ./longshore keygen.");
        } catch (IllegalArgumentException e) {
            return Check.fail(name, "the key is not base64", "Make one with ./longshore keygen.");
        }
    }

    private static Check locale() {
        String name = "file names";
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8)
                ? Check.ok(name, "read as UTF-8")
                : Check.warn(name, "read as " + encoding + ": files whose names aren't ASCII are not found", "Set LC_ALL=C.UTF-8.");
    }
}
