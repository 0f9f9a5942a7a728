package dev.longshore.producer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Paths as the workers see them, and the ids of jobs that nobody named. */
final class Sources {
    private static final Pattern NAMED_ROOT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}:[^/].*", Pattern.DOTALL);
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^!-~]");
    private static final int MOST_NAME = 100;
    private static final int DIGITS = 12;

    private Sources() {}

    /** A path relative to the working directory is made absolute if the file is there; anything else is left for the rules to judge. */
    static String sharedPath(String given) {
        if (given.startsWith("/") || NAMED_ROOT.matcher(given).matches()) {
            return given;
        }
        Path here = Path.of(given).toAbsolutePath().normalize();
        return Files.exists(here) ? here.toString() : given;
    }

    /** Whether the path names a file that this machine can look at. */
    static boolean visible(String sharedPath) {
        return sharedPath.startsWith("/") && Files.exists(Path.of(sharedPath));
    }

    static boolean isFolder(String sharedPath) {
        return sharedPath.startsWith("/") && Files.isDirectory(Path.of(sharedPath));
    }

    /** Whether the path is there but no file, which workers would refuse. */
    static boolean notAFile(String sharedPath) {
        return visible(sharedPath) && !Files.isRegularFile(Path.of(sharedPath));
    }

    /**
     * {@code name-<12 hex digits>}: the same for the same path, size and time of change, so that submitting a file twice is one job. For a file that this
     * machine can't see the path alone decides.
     */
    static String jobId(String sharedPath) {
        return jobId(sharedPath, fingerprint(sharedPath));
    }

    /** The same, for a file that was just looked at. */
    static String jobId(String sharedPath, BasicFileAttributes file) {
        return jobId(sharedPath, fingerprint(file));
    }

    private static String jobId(String sharedPath, String fingerprint) {
        String name = sharedPath.substring(Math.max(sharedPath.lastIndexOf('/'), sharedPath.lastIndexOf(':')) + 1);
        String readable = NOT_IN_IDS.matcher(name).replaceAll("_");
        return readable.substring(0, Math.min(MOST_NAME, readable.length())) + "-" + digest(sharedPath + fingerprint);
    }

    private static String fingerprint(String sharedPath) {
        if (!visible(sharedPath)) {
            return "";
        }
        try {
            return fingerprint(Files.readAttributes(Path.of(sharedPath), BasicFileAttributes.class));
        } catch (IOException e) {
            return "";
        }
    }

    private static String fingerprint(BasicFileAttributes file) {
        return "\0" + file.size() + "\0" + file.lastModifiedTime().toInstant();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
