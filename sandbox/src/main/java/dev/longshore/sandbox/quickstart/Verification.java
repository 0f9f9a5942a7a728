package dev.longshore.sandbox.quickstart;

import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.fleet.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares what the emulator stored with the sources, byte by byte. */
final class Verification {
    private final EmulatorClient emulator;
    private final List<String> problems = new ArrayList<>();
    private int files;
    private long bytes;

    Verification(EmulatorClient emulator) {
        this.emulator = emulator;
    }

    void check(Upload upload, UploadResult result) throws IOException, InterruptedException {
        compare(upload.media(), emulator.content(result.fileId()));
        if (upload.cover() != null) {
            compare(upload.cover(), emulator.cover(result.fileId()));
        }
    }

    /** As many media as jobs, and no multipart upload left open. */
    void checkCounts(int jobs) throws IOException, InterruptedException {
        int media = emulator.media().size();
        if (media != jobs) {
            problems.add(jobs + " jobs yielded " + media + " media");
        }
        int open = emulator.uploads().size();
        if (open > 0) {
            problems.add(open + " multipart uploads were left open");
        }
    }

    private void compare(Path source, InputStream stored) throws IOException {
        files++;
        if (StoredBytes.equal(source, stored)) {
            bytes += Files.size(source);
        } else {
            problems.add(source.getFileName() + ": the stored bytes differ from the source");
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    String summary() {
        return String.format(
                "Verified: %d files, %.1f MiB, stored bytes equal to the sources; one media per job; no multipart upload left open.",
                files,
                bytes / (double) (1 << 20));
    }
}
