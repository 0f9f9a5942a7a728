package dev.longshore.wire;

import java.util.List;

/**
 * The topics in flow order, under one prefix.
 *
 * @param prefix what every topic's name begins with, {@value #DEFAULT_PREFIX} by default
 */
public record Topics(String prefix) {
    public static final String DEFAULT_PREFIX = "longshore.";

    public Topics() {
        this(DEFAULT_PREFIX);
    }

    /** Public in: {@code UploadJob}, any key. */
    public String jobs() {
        return prefix + "jobs";
    }

    /** Internal: checked jobs, keyed by jobId. */
    public String admitted() {
        return prefix + "admitted";
    }

    /** Internal: the first step of each job, no key. */
    public String slices() {
        return prefix + "slices";
    }

    /** Internal: further steps of jobs that have begun, no key. */
    public String resumes() {
        return prefix + "resumes";
    }

    /** Internal: complete and commit, or abort; no key. */
    public String closings() {
        return prefix + "closings";
    }

    /** Internal: what workers report, keyed by jobId. */
    public String reports() {
        return prefix + "reports";
    }

    /** Public out: {@code UploadResult}, keyed by jobId. */
    public String results() {
        return prefix + "results";
    }

    /** Public out: {@code UploadError}, keyed by jobId, or no key where the record held none. */
    public String errors() {
        return prefix + "errors";
    }

    /** Public out, compacted: {@code JobStatus}, keyed by jobId. */
    public String status() {
        return prefix + "status";
    }

    /** All of them, in flow order. */
    public List<String> all() {
        return List.of(jobs(), admitted(), slices(), resumes(), closings(), reports(), results(), errors(), status());
    }
}
