package dev.longshore.sandbox.quickstart;

import java.nio.file.Path;

/** Names of files. */
final class Folders {
    private Folders() {}

    /** What of a file's name can stand in a jobId. */
    static String idFrom(Path file) {
        String name = String.valueOf(file.getFileName()).replaceAll("[^!-~]", "_");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
