package dev.longshore.gateway.state;

import dev.longshore.producer.client.ClusterException;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.JobFollower;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads jobs, states and outcomes from the topics' beginning into the {@link Board}, for as long as the gateway runs. What ends it (topics that are missing, a refused log-in) is told
 * by {@link #problem()} and tried again.
 */
public final class Reading implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Board board;
    private final Watches watches;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private volatile @Nullable Thread thread;
    private volatile boolean caughtUp;
    private volatile @Nullable String problem = "It has not begun to read.";

    public Reading(Settings settings, Board board, Watches watches) {
        this.settings = settings;
        this.board = board;
        this.watches = watches;
    }

    /** Whether all that was there at the start has been read, and what is new is being read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Why not; null when nothing stands in the way. */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("longshore-reading").start(this::run);
    }

    private void run() {
        while (!stopping.isDone()) {
            read();
            stopping.copy().completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }

    private void read() {
        try (JobFollower jobs = JobFollower.start(settings, new Start.Beginning(), entry -> board.hear(Published.of(entry)));
                Follower states = Follower.start(settings, new Start.Beginning(), board::hear)) {
            problem = "It is reading what the topics hold.";
            CompletableFuture<Object> end = CompletableFuture.anyOf(jobs.ended(), states.ended(), stopping);
            CompletableFuture.anyOf(CompletableFuture.allOf(jobs.caughtUp(), states.caughtUp()), end).join();
            if (!end.isDone()) {
                problem = null;
                caughtUp = true;
                log.info("gateway.ready uploads={}", board.size());
            }
            end.join();
        } catch (ClusterException e) {
            failed(e);
        } catch (CompletionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } finally {
            caughtUp = false;
        }
    }

    private void failed(Throwable why) {
        String message = String.valueOf(why.getMessage());
        if (!message.equals(problem)) {
            log.warn("gateway.not-reading {}", message);
        }
        problem = message;
    }

    @Override
    public void stop() {
        watches.close();
        stopping.complete(null);
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stops first, so that streams of events end and the web server needn't wait for them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
