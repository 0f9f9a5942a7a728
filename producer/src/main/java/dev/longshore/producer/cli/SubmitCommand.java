package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.InvalidSubmissionException;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code submit}: publishes jobs and, on request, waits for their outcomes. */
@Command(
        name = "submit",
        description = {
            "Publish a job for each FILE, or the jobs of --from.",
            "",
            "A FILE is a path as the workers see it: absolute, or root:relative/path. Unless --job-id is given, a job's id is its file's name and 12 hex digits of path, size and time of change:"
                    + " submitting an unchanged file again is the same job, and uploads nothing twice."
        })
final class SubmitCommand implements Callable<Integer> {
    /** Jobs of {@code --from} whose acknowledgement is outstanding. */
    private static final int MOST_OUTSTANDING = 1000;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final JobOptions attributes = new JobOptions();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Media files.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--job-id", paramLabel = "ID", description = "The job's id; for one FILE only.")
    private @Nullable String jobId;

    @Option(names = "--from", paramLabel = "FILE",
            description = "Publish the jobs of this file, one JSON object a line; - reads standard input.")
    private @Nullable String from;

    @Option(names = "--follow", description = "Show progress and wait until every job has ended.")
    private boolean follow;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Durations.class,
            description = "With --follow: how long to wait, such as 90s or 2h. Default: for ever.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    SubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<UploadJob> jobs = jobs();
        Settings settings = connection.settings();
        try (UploadClient client = surroundings.clients().publisher(settings);
                Watch watch = new Watch(surroundings, json, false)) {
            client.reach();
            if (!follow) {
                return publish(jobs, new Publication(client, null, watch));
            }
            try (Follower follower = surroundings.clients().follower(settings, watch::hear)) {
                follower.begin(new Start.End());
                watch.begin();
                int published = publish(jobs, new Publication(client, follower, watch));
                return Math.max(published, watch.awaitAll(timeout));
            }
        }
    }

    private record Publication(UploadClient client, @Nullable Follower follower, Watch watch) {}

    private int publish(List<UploadJob> jobs, Publication publication) throws IOException {
        Window window = new Window(MOST_OUTSTANDING, this::tell);
        for (UploadJob job : jobs) {
            send(job, publication, window);
        }
        int refused = 0;
        if (from != null) {
            try (JobFile file = JobFile.open(from, surroundings.in())) {
                for (JobFile.Line line = file.next(); line != null; line = file.next()) {
                    switch (line) {
                        case JobFile.Job(var job) -> send(job, publication, window);
                        case JobFile.NoJob(var number, var problem) -> {
                            refused++;
                            surroundings.err().println("longshore: line " + number + " of " + from + ": " + problem);
                        }
                    }
                }
            }
        }
        window.drain();
        return refused == 0 ? ExitCodes.SUCCESS : ExitCodes.JOBS_FAILED;
    }

    private void send(UploadJob job, Publication publication, Window window) {
        if (publication.follower() != null) {
            publication.watch().add(job.jobId(), publication.follower().next(job.jobId()));
        }
        window.add(publication.client().submit(job));
    }

    private void tell(Submitted submitted) {
        if (json) {
            new JsonLines(surroundings.out()).submitted(submitted);
        } else if (!follow) {
            surroundings.out()
                    .println(submitted.jobId() + "  " + submitted.topic() + "-" + submitted.partition() + "@" + submitted.offset());
        }
    }

    private List<UploadJob> jobs() {
        if (files.isEmpty() == (from == null)) {
            throw usage("Give either FILEs or --from.");
        }
        if (from != null && (jobId != null || attributes.given())) {
            throw usage("--from takes whole jobs: put the attributes into them.");
        }
        if (jobId != null && files.size() > 1) {
            throw usage("--job-id names one job, but there are " + files.size() + " files.");
        }
        return files.stream().map(this::job).toList();
    }

    private UploadJob job(String file) {
        String path = Sources.sharedPath(file);
        if (Sources.notAFile(path)) {
            throw usage(path + " is no regular file.");
        }
        if (jobId == null && !Sources.visible(path)) {
            surroundings.err().println("longshore: " + path + " can't be seen from here: its job's id is made of the path alone");
        }
        UploadJob job = attributes.job(jobId == null ? Sources.jobId(path) : jobId, path);
        List<Violation> violations = UploadClient.violations(job);
        if (!violations.isEmpty()) {
            throw usage(file + ": " + new InvalidSubmissionException(violations).getMessage() + ".");
        }
        return job;
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }
}
