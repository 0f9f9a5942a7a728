package dev.longshore.worker.wire;

import dev.longshore.job.UploadJob;
import dev.longshore.job.UploadJobBuilder;
import dev.longshore.worker.testing.Rig;
import dev.longshore.worker.testing.TransferMoments.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A job that makes certain calls. */
enum Cargo {
    /** Two files, one request each. */
    SMALL_WITH_COVER,
    /** Three parts. */
    PARTS,
    /** Three parts in as many slices. */
    SLICED_PARTS,
    /** Cancelled amid its second part. */
    CANCELLED_PARTS,
    /** A playlist, one small file. */
    PLAYLIST,
    /** A playlist over a file of three parts, a cover, each unit in a slice of its own. */
    EVERYTHING;

    static final String JOB = "job-1";
    private static final int SMALL = 100_000;
    private static final int THREE_PARTS = (16 << 20) + 1;
    private static final String LIST = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n1.ts\n#EXT-X-ENDLIST\n";

    boolean isCancelled() {
        return this == CANCELLED_PARTS;
    }

    Rig.Options options() {
        Rig.Options options = Rig.Options.DEFAULT;
        options = this == SLICED_PARTS || this == EVERYTHING ? options.with(Rig.UNIT_BY_UNIT) : options;
        return isPlaylist() ? options.withManifestsAskedFor() : options;
    }

    private boolean isPlaylist() {
        return this == PLAYLIST || this == EVERYTHING;
    }

    private boolean hasCover() {
        return this == SMALL_WITH_COVER || this == EVERYTHING;
    }

    /** What the media file must hold. */
    byte[] media() {
        return switch (this) {
            case SMALL_WITH_COVER -> bytes(SMALL);
            case PARTS, SLICED_PARTS, CANCELLED_PARTS -> bytes(THREE_PARTS);
            case PLAYLIST, EVERYTHING -> LIST.getBytes(StandardCharsets.UTF_8);
        };
    }

    byte[] cover() {
        return hasCover() ? bytes(SMALL / 2) : new byte[0];
    }

    UploadJob load(Rig rig) throws IOException {
        Path films = rig.films();
        Files.write(films.resolve(isPlaylist() ? "film.m3u8" : "film.mp4"), media());
        if (isPlaylist()) {
            Files.write(films.resolve("1.ts"), bytes(this == EVERYTHING ? THREE_PARTS : SMALL));
        }
        if (hasCover()) {
            Files.write(films.resolve("film.jpg"), cover());
        }
        if (isCancelled()) {
            rig.moments().once(When.IN_BODY, "putPart 2", () -> rig.cancel(JOB));
        }
        UploadJobBuilder job = UploadJob.builder(JOB, "films:" + (isPlaylist() ? "film.m3u8" : "film.mp4"));
        return hasCover() ? job.coverFilePath("films:film.jpg").build() : job.build();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }
}
