package dev.longshore.producer.cli;

import dev.longshore.job.CancelRequest;
import dev.longshore.outcome.ErrorCategory;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel}: asks to cancel jobs and, on request, waits for how they end. */
@Command(
        name = "cancel",
        description = {
            "Cancel jobs.",
            "",
            "A job that has ended stays as it is, and one whose commit is under way may still succeed. With --follow the exit code is 0 only if every job ended as cancelled."
        })
final class CancelCommand implements Callable<Integer> {
    private static final int MOST_OUTSTANDING = 1000;

    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "JOBID", arity = "1..*", description = "Jobs to cancel.")
    private List<String> jobIds = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the outcome's message repeats it. At most 250 characters.")
    private @Nullable String reason;

    @Option(names = "--follow", description = "Show progress and wait until every job has ended.")
    private boolean follow;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Durations.class,
            description = "With --follow: how long to wait, such as 90s or 2h. Default: for ever.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = connection.settings();
        try (UploadClient client = surroundings.clients().publisher(settings);
                Watch watch = new Watch(surroundings, json, false)) {
            client.reach();
            publish(client);
            if (!follow) {
                return ExitCodes.SUCCESS;
            }
            try (Follower follower = surroundings.clients().follower(settings, watch::hear)) {
                return awaited(watch, follower);
            }
        }
    }

    private void publish(UploadClient client) {
        Window window = new Window(MOST_OUTSTANDING, this::tell);
        jobIds.forEach(jobId -> window.add(client.cancel(new CancelRequest(jobId, reason))));
        window.drain();
    }

    private void tell(Submitted submitted) {
        if (json) {
            new JsonLines(surroundings.out()).submitted(submitted);
        } else if (!follow) {
            surroundings.out()
                    .println(submitted.jobId() + "  " + submitted.topic() + "-" + submitted.partition() + "@" + submitted.offset());
        }
    }

    /** Looks back as well: a job may have ended before it was cancelled. */
    private int awaited(Watch watch, Follower follower) throws InterruptedException {
        List<CompletableFuture<Outcome>> ends = new ArrayList<>();
        for (String jobId : jobIds) {
            CompletableFuture<Outcome> end = follower.outcome(jobId);
            ends.add(end);
            watch.add(jobId, end);
        }
        follower.begin(new Start.Beginning());
        watch.begin();
        int code = watch.awaitAll(timeout);
        if (code == ExitCodes.UNREACHABLE) {
            return code;
        }
        boolean allCancelled = ends.stream().map(CompletableFuture::join).allMatch(CancelCommand::cancelled);
        return allCancelled ? ExitCodes.SUCCESS : ExitCodes.JOBS_FAILED;
    }

    private static boolean cancelled(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var error) && error.category() == ErrorCategory.CANCELLED;
    }
}
