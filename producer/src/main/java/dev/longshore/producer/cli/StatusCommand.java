package dev.longshore.producer.cli;

import dev.longshore.outcome.JobState;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.JobStore.JobView;
import dev.longshore.producer.view.StateTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: where jobs stand at this moment. */
@Command(
        name = "status",
        description = {
            "Show where jobs stand at this moment.",
            "",
            "With JOBIDs: these, and the exit code tells whether any of them failed or isn't known. Without: the newest ones, and how many stand in each state."
        })
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "JOBID", arity = "0..*", description = "Jobs to show.")
    private List<String> jobIds = new ArrayList<>();

    @Option(names = "--state", paramLabel = "STATE",
            description = "Only jobs in this state: queued, uploading, closing, waiting, succeeded, failed; several are alternatives.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "The newest N. Default: 100.")
    private int limit;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        JobStore store = Known.read(surroundings, connection.settings());
        Set<String> wanted = new LinkedHashSet<>(jobIds);
        List<JobView> jobs = store.list(
                job -> (wanted.isEmpty() || wanted.contains(job.jobId()))
                        && (states.isEmpty() || states.stream().anyMatch(state -> is(job, state))),
                wanted.isEmpty() ? Math.max(1, limit) : Integer.MAX_VALUE);
        Set<String> missing = new LinkedHashSet<>(wanted);
        missing.removeIf(jobId -> store.find(jobId).isPresent());
        print(store, jobs);
        missing.forEach(jobId -> surroundings.err().println("longshore: nothing is known of job " + jobId));
        boolean failed = !wanted.isEmpty() && jobs.stream().anyMatch(job -> job.state() == JobState.FAILED);
        return failed || !missing.isEmpty() ? ExitCodes.JOBS_FAILED : ExitCodes.SUCCESS;
    }

    private void print(JobStore store, List<JobView> jobs) {
        if (json) {
            JsonLines lines = new JsonLines(surroundings.out());
            for (JobView job : jobs) {
                if (job.status() != null) {
                    lines.status(job.status());
                } else if (job.error() != null) {
                    lines.error(job.error());
                }
            }
        } else {
            StateTable.lines(jobs).forEach(surroundings.out()::println);
            if (jobIds.isEmpty()) {
                surroundings.err().println("longshore: " + sum(store.counts()));
            }
        }
        surroundings.out().flush();
    }

    private static String sum(Map<JobState, Integer> counts) {
        return counts.isEmpty()
                ? "no jobs are known"
                : new TreeMap<>(counts).entrySet()
                        .stream()
                        .map(each -> each.getValue() + " " + each.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static boolean is(JobView job, String state) {
        return job.state().name().equalsIgnoreCase(state);
    }
}
