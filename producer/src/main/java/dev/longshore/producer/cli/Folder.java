package dev.longshore.producer.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The media files below a folder: regular files, told as they are found. Hidden files and folders and links are left out, and so are empty files. */
final class Folder {
    private final Path folder;
    private final PathMatcher wanted;

    Folder(Path folder, PathMatcher wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /**
     * Looks through all of it.
     *
     * @param found is told each file
     * @param problem is told what can't be read, and why
     * @throws IOException if {@code found} can't go on
     */
    void visit(Found found, BiConsumer<Path, String> problem) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                return hidden(at) && !at.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() > 0 && !hidden(file) && wanted.matches(folder.relativize(file))) {
                    found.accept(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                problem.accept(file, String.valueOf(e));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, @Nullable IOException e) {
                if (e != null) {
                    problem.accept(at, String.valueOf(e));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Takes a file that was found. */
    interface Found {
        void accept(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private static boolean hidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
