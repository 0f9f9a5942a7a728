package dev.longshore.producer.cli;

import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code follow}: shows progress and outcomes. */
@Command(
        name = "follow",
        description = {
            "Show progress and outcomes.",
            "",
            "With JOBIDs: reads what the topics still hold of them, goes on until each has ended, and tells by the exit code whether all succeeded. Without: shows every job from now on,"
                    + " until it is stopped or --timeout has passed."
        })
final class FollowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "JOBID", arity = "0..*", description = "Jobs to follow to their end.")
    private List<String> jobIds = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How far to look back, such as 2h. Default: as far as the topics go with JOBIDs, not at all without.")
    private @Nullable Duration since;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Durations.class,
            description = "How long to follow, such as 90s or 2h. Default: for ever.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    FollowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean everyJob = jobIds.isEmpty();
        try (Watch watch = new Watch(surroundings, json, everyJob);
                Follower follower = surroundings.clients().follower(connection.settings(), watch::hear)) {
            jobIds.forEach(jobId -> watch.add(jobId, follower.outcome(jobId)));
            follower.begin(start());
            watch.begin();
            return everyJob ? untilTimeout(follower) : watch.awaitAll(timeout);
        }
    }

    private Start start() {
        if (since != null) {
            return new Start.Since(surroundings.clock().instant().minus(since));
        }
        return jobIds.isEmpty() ? new Start.End() : new Start.Beginning();
    }

    private int untilTimeout(Follower follower) throws InterruptedException {
        try {
            if (timeout == null) {
                follower.ended().get();
            } else {
                follower.ended().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            return ExitCodes.SUCCESS;
        } catch (TimeoutException e) {
            return ExitCodes.SUCCESS;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }
}
