package dev.longshore.wire;

import java.util.List;

/**
 * The topics in flow order, under one prefix.
 *
 * @param prefix what every topic's name begins with, {@value #DEFAULT_PREFIX} by default
 * @param tasks what the names of the task topics have behind the prefix: nothing by default, {@value #CLASSIC} where classic groups read them
 */
public record Topics(String prefix, String tasks) {
    public static final String DEFAULT_PREFIX = "longshore.";
    public static final String CLASSIC = "classic.";

    public Topics() {
        this(DEFAULT_PREFIX);
    }

    public Topics(String prefix) {
        this(prefix, "");
    }

    /** The same with the task topics of classic groups, which are divided otherwise, and whose readers must not find what share groups have long read. */
    public Topics classic() {
        return new Topics(prefix, CLASSIC);
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
        return prefix + tasks + "slices";
    }

    /** Internal: further steps of jobs that have begun, no key. */
    public String resumes() {
        return prefix + tasks + "resumes";
    }

    /** Internal: complete and commit, or abort; no key. */
    public String closings() {
        return prefix + tasks + "closings";
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
