package dev.longshore.bench.scaling;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a round uploads.
 *
 * @param name in job ids
 * @param title what it is, for a reader
 * @param files in the order in which they are published
 * @param bytes of all files
 * @param concurrentUploadNumber as the jobs ask for; the workers' default when absent
 */
record Load(String name, String title, List<Path> files, long bytes, @Nullable Integer concurrentUploadNumber) {
    private static final double MIB = 1 << 20;

    Load {
        files = List.copyOf(files);
    }

    /** Many files of heavy-tailed sizes. */
    static Load files(Path dir, List<Long> sizes, long seed, @Nullable Integer concurrentUploadNumber) throws IOException {
        List<Long> sorted = sizes.stream().sorted().toList();
        long bytes = sizes.stream().mapToLong(Long::longValue).sum();
        long tenth = sorted.stream().skip(sorted.size() - sorted.size() / 10).mapToLong(Long::longValue).sum();
        String title = String.format(
                Locale.ROOT,
                "%d files, %.0f MiB: bounded Pareto, shape %.1f, seed %d; least %.2f MiB, median %.2f, largest %.1f; the largest tenth holds %.0f %%",
                sizes.size(), bytes / MIB, HeavyTail.SHAPE, seed, sorted.getFirst() / MIB, sorted.get(sorted.size() / 2) / MIB,
                sorted.getLast() / MIB, 100.0 * tenth / bytes);
        return new Load("files", title, sparse(dir.resolve("files"), sizes), bytes, concurrentUploadNumber);
    }

    /** One file. */
    static Load file(Path dir, long bytes, @Nullable Integer concurrentUploadNumber) throws IOException {
        String title = String.format(Locale.ROOT, "1 file of %.0f MiB", bytes / MIB);
        return new Load("file", title, sparse(dir.resolve("file"), List.of(bytes)), bytes, concurrentUploadNumber);
    }

    /** Warms up so many workers: for each some files of one request, and a share of a large one. */
    static List<Load> warmUp(Path dir, int workers) throws IOException {
        long small = 1 << 20;
        List<Path> files = sparse(dir.resolve("warm-up-" + workers), Collections.nCopies(16 * workers, small));
        Load large = file(dir.resolve("warm-up-" + workers), workers * (64L << 20), Math.min(256, 16 * workers));
        return List.of(
                new Load("warm-up-files", "", files, files.size() * small, null),
                new Load("warm-up-file", "", large.files(), large.bytes(), large.concurrentUploadNumber()));
    }

    /** The time in which so many lines carry all bytes if none of them is ever idle, in seconds. */
    double idealSeconds(int workers, long lineBytesPerSecond) {
        return bytes / ((double) workers * lineBytesPerSecond);
    }

    String asked() {
        return concurrentUploadNumber == null ? "the workers' default" : concurrentUploadNumber.toString();
    }

    /** Files without blocks on the disk: they read as zeros, which the emulator sums like any other bytes. */
    private static List<Path> sparse(Path dir, List<Long> sizes) throws IOException {
        Files.createDirectories(dir);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Path file = dir.resolve("file-%05d.mp4".formatted(i));
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(sizes.get(i));
            }
            files.add(file);
        }
        return files;
    }
}
