package dev.longshore.producer.cli;

import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.view.OutcomeTable;
import dev.longshore.producer.view.ProgressView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Shows what becomes of jobs until all of them have ended: bars or lines for people, JSON lines for programs.
 *
 * <p>Named jobs are shown as ended when their future says so, not at each record: history may hold the failures of earlier runs.
 */
final class Watch implements AutoCloseable {
    private static final long DRAW_MILLIS = 100;

    private final Surroundings surroundings;
    private final @Nullable JsonLines json;
    private final boolean everyJob;
    private final ProgressView view;
    private final Set<String> jobIds = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final List<UploadResult> results = new ArrayList<>();
    private final List<UploadError> errors = new ArrayList<>();
    private final ScheduledExecutorService drawing =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("longshore-draw").factory());
    private final Thread cursorSaver;

    Watch(Surroundings surroundings, boolean asJson, boolean everyJob) {
        this.surroundings = surroundings;
        this.json = asJson ? new JsonLines(surroundings.out()) : null;
        this.everyJob = everyJob;
        this.view = new ProgressView(surroundings.terminal(), surroundings.clock());
        this.cursorSaver = new Thread(view::close);
    }

    /** Begins to draw. */
    Watch begin() {
        if (json == null && surroundings.terminal().live()) {
            Runtime.getRuntime().addShutdownHook(cursorSaver);
            var _ = drawing.scheduleAtFixedRate(view::draw, DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** For the follower's thread. */
    void hear(Event event) {
        switch (event) {
            case Event.Progressed(var status) -> progressed(status);
            case Event.Ended(var outcome) -> {
                if (everyJob) {
                    ended(outcome);
                }
            }
            case Event.Unreadable(var topic, var partition, var offset, var problem) ->
                surroundings.err().println("longshore: skipped " + topic + "-" + partition + "@" + offset + ": " + problem);
            case Event.CaughtUp(),Event.Forgotten(_) -> {}
        }
    }

    /** Counts the job in; its end is awaited. */
    void add(String jobId, CompletableFuture<Outcome> end) {
        if (jobIds.add(jobId)) {
            view.expect(List.of(jobId));
            ends.add(end.thenAccept(this::ended));
        }
    }

    /** @return the exit code */
    int awaitAll(@Nullable Duration timeout) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        try {
            if (timeout == null) {
                all.get();
            } else {
                all.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (TimeoutException e) {
            finish();
            Set<String> left = left();
            surroundings.err()
                    .println("longshore: time is up; " + left.size() + " of " + jobIds.size() + " jobs have not ended: " + some(left));
            return ExitCodes.UNREACHABLE;
        }
        finish();
        return failed() ? ExitCodes.JOBS_FAILED : ExitCodes.SUCCESS;
    }

    /** Removes the bars and prints the table. */
    private synchronized void finish() {
        close();
        if (json == null) {
            OutcomeTable.lines(results, errors).forEach(surroundings.out()::println);
            surroundings.out().flush();
        }
    }

    private synchronized boolean failed() {
        return !errors.isEmpty();
    }

    private synchronized Set<String> left() {
        Set<String> left = new TreeSet<>(jobIds);
        results.forEach(result -> left.remove(result.jobId()));
        errors.stream().map(UploadError::jobId).filter(java.util.Objects::nonNull).forEach(left::remove);
        return left;
    }

    private void progressed(JobStatus status) {
        if (!everyJob && !jobIds.contains(status.jobId())) {
            return;
        }
        if (json != null) {
            json.status(status);
        } else if (status.state() != JobState.UNKNOWN || surroundings.terminal().live()) {
            view.hear(status);
        }
    }

    private synchronized void ended(Outcome outcome) {
        if (json != null) {
            json.outcome(outcome);
        }
        switch (outcome) {
            case Outcome.Succeeded(var result) -> {
                if (!everyJob) {
                    results.add(result);
                }
                if (json == null) {
                    view.hear(result);
                }
            }
            case Outcome.Failed(var error) -> {
                if (!everyJob) {
                    errors.add(error);
                }
                if (json == null) {
                    view.hear(error);
                }
            }
        }
    }

    private static String some(Collection<String> jobIds) {
        return String.join(", ", jobIds.stream().limit(10).toList()) + (jobIds.size() > 10 ? ", …" : "");
    }

    @Override
    public void close() {
        drawing.shutdownNow();
        view.close();
        try {
            Runtime.getRuntime().removeShutdownHook(cursorSaver);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has closed the view.
        }
    }
}
