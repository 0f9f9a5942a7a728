package dev.longshore.worker.metrics;

import dev.longshore.outcome.JobState;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.kafka.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gauges over the ledger partitions that this worker has. The fleet's figures are the sums (for ages, the maxima) over its workers. */
public final class StandingMeters {
    private static final Map<String, Set<InFlight.Kind>> QUEUES = Map.of(
            "slices", Set.of(InFlight.Kind.FIRST_SLICE),
            "resumes", Set.of(InFlight.Kind.SLICE),
            "closings", Set.of(InFlight.Kind.FINISH, InFlight.Kind.LOOK_UP, InFlight.Kind.ABORT));

    private final Map<Object, Standing> standings = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public StandingMeters(Meters meters, InstantSource clock) {
        this.clock = clock;
        for (JobState state : JobState.values()) {
            if (state != JobState.UNKNOWN) {
                meters.gauge(Metric.JOBS, () -> sum(standing -> standing.jobs().getOrDefault(state, 0L)), name(state));
            }
        }
        QUEUES.forEach((queue, kinds) -> {
            meters.gauge(Metric.BACKLOG_TASKS, () -> sum(standing -> unstarted(standing, kinds)), queue);
            meters.gauge(Metric.OLDEST_TASK, () -> age(standing -> kinds.stream().map(standing.oldestUnstarted()::get)), queue);
        });
        meters.gauge(Metric.BACKLOG_JOBS, () -> sum(Standing::jobsUnstarted));
        meters.gauge(Metric.BACKLOG_SIZE, () -> sum(Standing::bytesLeft));
        meters.gauge(Metric.BACKLOG_UNSIZED, () -> sum(Standing::jobsUnsized));
        meters.gauge(Metric.OLDEST_JOB, () -> age(standing -> Stream.of(standing).map(Standing::oldestStarted)));
        meters.gauge(Metric.LEDGER_PARTITIONS, () -> sum(standing -> standing.complete() ? 1 : 0), "complete");
        meters.gauge(Metric.LEDGER_PARTITIONS, () -> sum(standing -> standing.complete() ? 0 : 1), "under_way");
    }

    void put(Object partition, Standing standing) {
        standings.put(partition, standing);
    }

    void remove(Object partition) {
        standings.remove(partition);
    }

    static String queue(InFlight.Kind kind) {
        return switch (kind) {
            case FIRST_SLICE -> "slices";
            case SLICE -> "resumes";
            case FINISH, LOOK_UP, ABORT, STRAY -> "closings";
        };
    }

    static String name(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static long unstarted(Standing standing, Set<InFlight.Kind> kinds) {
        return kinds.stream().mapToLong(kind -> standing.unstarted().getOrDefault(kind, 0L)).sum();
    }

    private long sum(ToLongFunction<Standing> what) {
        return standings.values().stream().mapToLong(what).sum();
    }

    /** Seconds since the earliest of the moments; 0 without any. */
    private double age(Function<Standing, Stream<@Nullable Instant>> moments) {
        return standings.values()
                .stream()
                .flatMap(moments)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(earliest -> Math.max(0, Duration.between(earliest, clock.instant()).toMillis() / 1e3))
                .orElse(0.0);
    }
}
