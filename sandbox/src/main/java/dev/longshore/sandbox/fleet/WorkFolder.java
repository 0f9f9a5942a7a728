package dev.longshore.sandbox.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a run keeps logs, stores and media. */
public final class WorkFolder {
    private WorkFolder() {}

    /** The folder, made if need be, with whatever an earlier run left in it removed. */
    public static Path emptied(Path folder) throws IOException {
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

    /**
     * A folder that somebody named, made if need be.
     *
     * @throws IllegalArgumentException if there is anything in it: nobody's files are deleted
     */
    public static Path unused(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> found = Files.list(folder)) {
            if (found.findAny().isPresent()) {
                throw new IllegalArgumentException(folder + " is not empty: name another folder, or empty it");
            }
        }
        return folder;
    }
}
