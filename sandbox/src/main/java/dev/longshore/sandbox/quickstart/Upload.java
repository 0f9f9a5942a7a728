package dev.longshore.sandbox.quickstart;

import dev.longshore.job.UploadJob;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file to upload, and its cover. */
record Upload(String jobId, Path media, @Nullable Path cover) {

    UploadJob job() {
        return UploadJob.builder(jobId, media.toString())
                .coverFilePath(cover == null ? null : cover.toString())
                .sourceContext("quickstart")
                .build();
    }
}
