package dev.longshore.sandbox.quickstart;

import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.view.OutcomeTable;
import dev.longshore.producer.view.ProgressView;
import dev.longshore.producer.view.SystemTerminal;
import dev.longshore.sandbox.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes the jobs, shows them, and proves the outcome. */
final class Run {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long REDRAW_MILLIS = 100;

    private final Fleet fleet;
    private final Settings settings;
    private final List<Upload> uploads;
    private final PrintStream out;
    private final @Nullable String victimJob;
    private final AtomicReference<@Nullable String> killed = new AtomicReference<>();

    Run(Fleet fleet, Settings settings, List<Upload> uploads, boolean kill, PrintStream out) {
        this.fleet = fleet;
        this.settings = settings;
        this.uploads = uploads;
        this.out = out;
        this.victimJob = kill ? largest(uploads) : null;
    }

    private static String largest(List<Upload> uploads) {
        return uploads.stream()
                .max((a, b) -> Long.compare(a.media().toFile().length(), b.media().toFile().length()))
                .orElseThrow()
                .jobId();
    }

    /** Whether every file is in VOD, as the emulator sees it, and equals its source. */
    boolean carryOut() throws IOException, InterruptedException {
        Map<String, Outcome> outcomes = upload();
        List<UploadResult> results = new ArrayList<>();
        List<UploadError> errors = new ArrayList<>();
        for (Outcome outcome : outcomes.values()) {
            switch (outcome) {
                case Outcome.Succeeded(var result) -> results.add(result);
                case Outcome.Failed(var error) -> errors.add(error);
            }
        }
        out.println();
        OutcomeTable.lines(results, errors).forEach(out::println);
        out.println();
        return verified(results) && errors.isEmpty() && results.size() == uploads.size();
    }

    private Map<String, Outcome> upload() throws InterruptedException {
        List<String> jobIds = uploads.stream().map(Upload::jobId).toList();
        ScheduledExecutorService redraw = Executors.newSingleThreadScheduledExecutor();
        try (ProgressView view = new ProgressView(SystemTerminal.detect(), InstantSource.system());
                Follower follower = Follower.start(settings, new Start.Beginning(), event -> hear(view, event));
                UploadClient client = UploadClient.open(settings)) {
            view.expect(jobIds);
            redraw.scheduleAtFixedRate(view::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
            uploads.forEach(upload -> client.publish(upload.job()).join());
            Map<String, Outcome> outcomes = follower.await(jobIds, LIMIT);
            redraw.shutdownNow();
            redraw.awaitTermination(1, TimeUnit.SECONDS);
            view.draw();
            return outcomes;
        } finally {
            redraw.shutdownNow();
        }
    }

    private void hear(ProgressView view, Event event) {
        switch (event) {
            case Event.Progressed(var status) -> {
                view.hear(status);
                killOnce(view, status);
            }
            case Event.Ended(Outcome.Succeeded(var result)) -> view.hear(result);
            case Event.Ended(Outcome.Failed(var error)) -> view.hear(error);
            case Event.Unreadable(var topic, var partition, var offset, var problem) ->
                view.note(topic + "-" + partition + " at " + offset + ": " + problem);
            case Event.CaughtUp() -> view.draw();
            case Event.Forgotten(_) -> {}
        }
    }

    private void killOnce(ProgressView view, JobStatus status) {
        String worker = status.worker();
        boolean midway = status.state() == JobState.UPLOADING && status.unitsTotal() > 1 && status.unitsDone() * 3 >= status.unitsTotal();
        if (status.jobId().equals(victimJob) && worker != null && midway && killed.compareAndSet(null, worker)) {
            fleet.worker(worker).process().kill();
            view.note("killed " + worker + " (SIGKILL) after " + status.unitsDone() + " of " + status.unitsTotal() + " parts of "
                    + victimJob);
        }
    }

    private boolean verified(List<UploadResult> results) throws IOException, InterruptedException {
        Verification verification = new Verification(fleet.emulator().client());
        for (Upload upload : uploads) {
            for (UploadResult result : results) {
                if (result.jobId().equals(upload.jobId())) {
                    verification.check(upload, result);
                }
            }
        }
        verification.checkCounts(uploads.size());
        long received = fleet.emulator().client().calls().receivedBytes();
        long needed = results.stream().mapToLong(UploadResult::size).sum();
        verification.problems().forEach(problem -> out.println("NOT VERIFIED: " + problem));
        if (verification.problems().isEmpty()) {
            out.println(verification.summary());
        }
        if (killed.get() != null) {
            out.printf("%s was killed; %.1f MiB reached COS for %.1f MiB of media.%n", killed.get(), mebibytes(received),
                    mebibytes(needed));
        }
        return verification.problems().isEmpty();
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
