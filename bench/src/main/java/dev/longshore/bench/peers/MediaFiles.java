package dev.longshore.bench.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The files of a load, made once for all clients; they stay in the system's page cache.
 *
 * @param warmUp uploaded before each measurement
 * @param measured what the measurement uploads
 */
record MediaFiles(List<Path> warmUp, List<Path> measured) {
    private static final int BLOCK = 1 << 20;

    static MediaFiles make(Path dir, Load load) throws IOException {
        SplittableRandom random = new SplittableRandom(load.kind().ordinal());
        return new MediaFiles(
                make(dir.resolve("warm-up"), load.kind(), load.warmUpCount(), load.warmUpBytes(), random),
                make(dir.resolve("measured"), load.kind(), load.count(), load.bytes(), random));
    }

    /** The same with so many times the warm-up: a JVM compiles for minutes, and who uploads all day has that behind it. */
    MediaFiles warmedUp(int times) {
        List<Path> repeated = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            repeated.addAll(warmUp);
        }
        return new MediaFiles(repeated, measured);
    }

    private static List<Path> make(Path dir, Load.Kind kind, int count, long bytes, SplittableRandom random) throws IOException {
        Files.createDirectories(dir);
        List<Path> files = new ArrayList<>();
        String ending = kind == Load.Kind.BUNDLE ? "ts" : "mp4";
        for (int i = 0; i < count; i++) {
            files.add(file(dir.resolve("file-%05d.%s".formatted(i, ending)), bytes, random));
        }
        return kind == Load.Kind.BUNDLE ? List.of(playlist(dir.resolve("index.m3u8"), files)) : files;
    }

    private static Path file(Path file, long bytes, SplittableRandom random) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= BLOCK) {
                block.clear();
                while (block.hasRemaining()) {
                    block.putLong(random.nextLong());
                }
                out.write(block.array(), 0, (int) Math.min(left, BLOCK));
            }
        }
        return file;
    }

    private static Path playlist(Path file, List<Path> segments) throws IOException {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n");
        segments.forEach(segment -> text.append("#EXTINF:6.0,\n").append(segment.getFileName()).append('\n'));
        return Files.writeString(file, text.append("#EXT-X-ENDLIST\n"));
    }
}
