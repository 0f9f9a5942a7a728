package dev.longshore.sandbox.chaos;

import dev.longshore.job.UploadJob;
import java.nio.file.Path;

/**
 * A job and what must become of it.
 *
 * @param bytes of the file; 0 where it is empty or missing
 */
record Order(String jobId, Path file, long bytes, Fate fate) {
    enum Fate {
        /** A media equal to the file. */
        SUCCEEDS,
        /** One error and no media: there is nothing to upload. */
        FAILS
    }

    UploadJob job() {
        // The emulator shows it with the media and with the session: so both are known by their job.
        return UploadJob.builder(jobId, file.toString()).sourceContext(jobId).build();
    }
}
