package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One job among two workers, played by a script, which must end as one media. */
final class Scene {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST = 4 * 3600 * SECOND;

    private final Script script;
    private final World world;
    private final long bytes;

    /** @param budget of a slice; 1 ms makes a slice of each unit */
    Scene(Script script, Profile.Job job, Duration budget, Trace trace) {
        this(script, job, budget, 1, trace);
    }

    /** @param sliceParallelism most units in flight in one slice */
    Scene(Script script, Profile.Job job, Duration budget, int sliceParallelism, Trace trace) {
        LedgerPolicy d = LedgerPolicy.DEFAULT;
        LedgerPolicy policy = new LedgerPolicy(
                d.lease(), d.maxAttempts(), d.maxLosses(), d.backoffFirst(), Duration.ofSeconds(30), d.dedupeWindow(), budget,
                sliceParallelism, 4,
                d.queueGrace());
        Profile profile = new Profile(
                Map.of(), Map.of(), Map.of(), Map.of(), 2, 1, List.of(job), Duration.ZERO, new Cos.Habits(true, true, true),
                new Vod.Habits(Duration.ofHours(2), false, Duration.ZERO), policy);
        this.script = script;
        this.bytes = Content.bytes(job.grains() + job.coverGrains());
        this.world = new World(profile, script, Mutation.NONE, trace);
        world.shelf().write(World.mediaPath(0), job.grains(), 0);
        if (job.coverGrains() > 0) {
            world.shelf().write(World.coverPath(0), job.coverGrains(), 100);
        }
    }

    /** @return the script, played */
    Script play() {
        world.kernel().after(0, () -> world.submit(world.uploadJob(0, null)));
        world.kernel().after(SECOND, this::rest);
        world.kernel().run();
        world.oracle().atEnd();
        JobRecord record = world.partitions().getFirst().stored().get("job-0");
        Oracle.must(record != null && record.phase() == Phase.SUCCEEDED, Promise.EVERYTHING_ENDS, () -> "as no media: " + record);
        return script;
    }

    /** Bytes of bodies that were begun beyond the files' own; a body that was cut counts whole. */
    long sentAgain() {
        return world.cos().begunBytes() - bytes;
    }

    /** Units that were in flight at workers when they died. */
    int unitsCut() {
        return world.workers().unitsCut();
    }

    List<String> trace() {
        return world.trace().lines();
    }

    private void rest() {
        if (world.atRest() && !world.partitions().getFirst().stored().isEmpty()) {
            world.kernel().end();
            return;
        }
        Oracle.must(world.kernel().now() < LONGEST, Promise.EVERYTHING_ENDS, () -> world.partitions().getFirst().stored());
        world.kernel().after(SECOND, this::rest);
    }
}
