package dev.longshore.worker.hostile;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** What can be done to a file while it goes up. */
final class Changes {
    private Changes() {}

    static void grow(Path file) throws IOException {
        Files.write(file, Harbour.content(100_000), StandardOpenOption.APPEND);
    }

    static void shrinkToHalf(Path file) throws IOException {
        shrink(file, Files.size(file) / 2);
    }

    static void truncate(Path file) throws IOException {
        shrink(file, 0);
    }

    private static void shrink(Path file, long bytes) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    /** Other bytes at the beginning; the time of change is made to differ even where the file system's clock is coarse. */
    static void modify(Path file) throws IOException {
        Instant before = Files.getLastModifiedTime(file).toInstant();
        overwrite(file);
        Files.setLastModifiedTime(file, FileTime.from(before.plusSeconds(1)));
    }

    /** As {@link #modify}, and then the time of change is set back to what it was. */
    static void modifySecretly(Path file) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        overwrite(file);
        Files.setLastModifiedTime(file, before);
    }

    private static void overwrite(Path file) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write("other bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(1)));
    }

    /** Another file of the same size takes its name. */
    static void replace(Path file) throws IOException {
        byte[] other = Files.readAllBytes(file);
        other[0]++;
        swapIn(file, other);
    }

    /** A copy takes its name: the same bytes at the same time, another file. */
    static void replaceByCopy(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Path copy = swap(file);
        Files.write(copy, Files.readAllBytes(file));
        Files.setLastModifiedTime(copy, time);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void swapIn(Path file, byte[] bytes) throws IOException {
        Files.move(Files.write(swap(file), bytes), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path swap(Path file) {
        return file.resolveSibling("swap");
    }

    static void delete(Path file) throws IOException {
        Files.delete(file);
    }

    static void replaceByFolder(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    static void replaceByPipe(Path file) throws IOException {
        Files.delete(file);
        pipe(file);
    }

    static void replaceByLinkOut(Path file) throws IOException {
        Path secret = Files.write(file.getParent().resolveSibling("secret.mp4"), Harbour.content(9));
        Files.delete(file);
        Files.createSymbolicLink(file, secret);
    }

    static void replaceByLinkInside(Path file) throws IOException {
        Path moved = Files.move(file, file.resolveSibling("moved"));
        Files.createSymbolicLink(file, moved);
    }

    static void pipe(Path path) throws IOException {
        Process process = new ProcessBuilder("mkfifo", path.toString()).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("mkfifo ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
