package dev.longshore.sandbox.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Real media to upload: short MP4 clips, one with a cover, and a large MP4.
 *
 * <p>The large one is the clip with a {@code free} box of random bytes behind it (ISO/IEC 14496-12, 8.1.2), which players skip, so it plays and yet
 * has many parts.
 */
final class SampleMedia {
    static final int CLIPS = 6;
    static final long LARGE_BYTES = 256L << 20;

    private static final int BOX_HEADER = 8;
    private static final int BLOCK = 1 << 20;

    private SampleMedia() {}

    /** Writes the media into a folder, overwriting what has the same names. */
    static List<Upload> into(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path cover = copy("cover.jpg", folder.resolve("cover.jpg"));
        List<Upload> uploads = new ArrayList<>();
        uploads.add(new Upload("large", large(folder.resolve("large.mp4")), null));
        uploads.add(new Upload("clip-with-cover", copy("clip.mp4", folder.resolve("clip-with-cover.mp4")), cover));
        for (int i = 1; i <= CLIPS; i++) {
            uploads.add(new Upload("clip-" + i, copy("clip.mp4", folder.resolve("clip-" + i + ".mp4")), null));
        }
        return uploads;
    }

    private static Path copy(String resource, Path to) throws IOException {
        try (InputStream in = open(resource);
                OutputStream out = Files.newOutputStream(to)) {
            in.transferTo(out);
        }
        return to;
    }

    private static Path large(Path to) throws IOException {
        try (InputStream clip = open("clip.mp4");
                OutputStream out = Files.newOutputStream(to)) {
            long left = LARGE_BYTES - clip.transferTo(out);
            out.write(ByteBuffer.allocate(BOX_HEADER)
                    .putInt(Math.toIntExact(left))
                    .put("free".getBytes(StandardCharsets.US_ASCII))
                    .array());
            left -= BOX_HEADER;
            Random random = new Random(1);
            byte[] block = new byte[BLOCK];
            random.nextBytes(block);
            for (int i = 0; left > 0; i++) {
                // Each block differs, so that parts in the wrong order would show.
                ByteBuffer.wrap(block).putInt(i);
                int length = (int) Math.min(left, block.length);
                out.write(block, 0, length);
                left -= length;
            }
        }
        return to;
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = SampleMedia.class.getResourceAsStream("/media/" + resource);
        if (in == null) {
            throw new IOException("the sandbox's jar lacks media/" + resource);
        }
        return in;
    }
}
