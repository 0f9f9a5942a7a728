package dev.longshore.worker.step;

/**
 * One issue of one task. An issue that was lost is issued again under the next {@code issue}, so a late report can be told from a current one.
 *
 * @param jobId the job
 * @param run the job's run, from 1
 * @param issue counts the tasks issued for the job over all its runs, from 1
 */
public record TaskId(String jobId, int run, long issue) {
    @Override
    public String toString() {
        return jobId + "/" + run + "." + issue;
    }
}
