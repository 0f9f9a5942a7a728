package dev.longshore.sandbox.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders of a run. */
final class Folders {
    private Folders() {}

    /** The folder, with whatever an earlier run left in it removed. */
    static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** What of a file's name can stand in a jobId. */
    static String idFrom(Path file) {
        String name = String.valueOf(file.getFileName()).replaceAll("[^!-~]", "_");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
