package dev.longshore.producer.client;

import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import org.jspecify.annotations.Nullable;

/** How a run of a job ended. */
public sealed interface Outcome {
    /** The job's id; absent where the published record was too malformed to hold one. */
    @Nullable String jobId();

    /** The run that ended; 0 for a job refused at the door. */
    int run();

    default boolean succeeded() {
        return this instanceof Succeeded;
    }

    record Succeeded(UploadResult result) implements Outcome {
        @Override
        public String jobId() {
            return result.jobId();
        }

        @Override
        public int run() {
            return result.run();
        }
    }

    record Failed(UploadError error) implements Outcome {
        @Override
        public @Nullable String jobId() {
            return error.jobId();
        }

        @Override
        public int run() {
            return error.run();
        }
    }
}
