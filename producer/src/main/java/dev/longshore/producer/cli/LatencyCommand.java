package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.UploadClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code latency}: how long a job takes from being published until its result is read. */
@Command(
        name = "latency",
        description = {
            "Measure the time from publishing a job until a reader of committed records has its result.",
            "",
            "Jobs are published one by one at a fixed interval, whether earlier ones have ended or not. Each is a new job, and uploads its file for real."
        })
final class LatencyCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Map<String, Long> publishedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "200", description = "Jobs to measure. Default: 200.")
    private int jobs;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20", description = "Jobs before that, which don't count. Default: 20.")
    private int warmUp;

    @Option(names = "--interval", paramLabel = "DURATION", converter = Durations.class, defaultValue = "100ms",
            description = "From one job to the next. Default: 100ms.")
    private Duration interval = Duration.ZERO;

    @Option(names = "--file", paramLabel = "FILE", required = true,
            description = "A media file as the workers see it; several are taken in turn.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Durations.class, defaultValue = "60s",
            description = "How long to wait for the last results. Default: 60s.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    LatencyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1 || warmUp < 0) {
            throw new ParameterException(spec.commandLine(), "--jobs must be at least 1 and --warm-up at least 0.");
        }
        Settings settings = connection.settings();
        try (UploadClient client = surroundings.clients().publisher(settings);
                Follower follower = surroundings.clients().follower(settings, this::hear)) {
            client.reach();
            follower.begin(new Start.End());
            Set<String> measured = publish(client);
            Map<String, Outcome> outcomes = follower.await(publishedAt.keySet(), timeout);
            return tell(measured, outcomes);
        }
    }

    private void hear(Event event) {
        if (event instanceof Event.Ended(Outcome.Succeeded(var result))) {
            long now = System.nanoTime();
            Long from = publishedAt.get(result.jobId());
            if (from != null) {
                nanos.putIfAbsent(result.jobId(), now - from);
            }
        }
    }

    /** @return the jobs that count */
    private Set<String> publish(UploadClient client) {
        String series = "latency-" + Long.toString(surroundings.clock().millis(), 36);
        Set<String> measured = new HashSet<>();
        List<CompletableFuture<?>> submissions = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < warmUp + jobs; i++) {
            parkUntil(begin + i * interval.toNanos());
            String jobId = series + "-" + i;
            if (i >= warmUp) {
                measured.add(jobId);
            }
            publishedAt.put(jobId, System.nanoTime());
            submissions.add(client.publish(UploadJob.of(jobId, Sources.sharedPath(files.get(i % files.size())))));
        }
        try {
            CompletableFuture.allOf(submissions.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw SubmitCommand.unwrapped(e);
        }
        return measured;
    }

    private static void parkUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private int tell(Set<String> measured, Map<String, Outcome> outcomes) {
        nanos.keySet().retainAll(measured);
        long failed = outcomes.values().stream().filter(outcome -> !outcome.succeeded()).count();
        int missing = publishedAt.size() - outcomes.size();
        if (!nanos.isEmpty()) {
            Latencies latencies = Latencies.of(nanos.values());
            if (json) {
                new JsonLines(surroundings.out()).value("latency", latencies);
            } else {
                surroundings.out()
                        .printf(
                                Locale.ROOT, "%d jobs, job to result in ms: p50 %.1f  p95 %.1f  p99 %.1f  min %.1f  max %.1f  mean %.1f%n",
                                latencies.jobs(), latencies.p50(), latencies.p95(), latencies.p99(), latencies.min(), latencies.max(),
                                latencies.mean());
            }
        }
        outcomes.values()
                .stream()
                .filter(outcome -> !outcome.succeeded())
                .findFirst()
                .ifPresent(outcome -> surroundings.err().println("longshore: " + failed + " jobs failed, such as " + outcome));
        if (missing > 0) {
            surroundings.err().println("longshore: time is up; " + missing + " jobs have not ended");
            return ExitCodes.UNREACHABLE;
        }
        return failed > 0 ? ExitCodes.JOBS_FAILED : ExitCodes.SUCCESS;
    }
}
