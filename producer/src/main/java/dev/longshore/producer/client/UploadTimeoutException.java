package dev.longshore.producer.client;

import java.time.Duration;

/** The job's outcome did not come in time. The job itself goes on: its outcome will stand on {@code results} or {@code errors}. */
public final class UploadTimeoutException extends RuntimeException {
    private final String jobId;

    UploadTimeoutException(String jobId, Duration limit) {
        super("Job " + jobId + " has not ended within " + limit + "; it goes on");
        this.jobId = jobId;
    }

    public String jobId() {
        return jobId;
    }
}
