package dev.longshore.worker.simulation;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.simulation.Chance.Matter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One schedule: a storm of some length, then calm, in which everything must come to rest within bounds. */
final class Schedule {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_CALM = 12 * 3600 * SECOND;
    private static final long MOST_EVENTS = 500_000;

    private final long seed;
    private final World world;
    private final SeededTrouble trouble;
    private final Profile profile;

    /** How it went. */
    record Outcome(List<String> caused, List<String> trace, long events) {}

    Schedule(long seed, Set<String> leftOut, Mutation mutation, Trace trace) {
        this.seed = seed;
        this.profile = Profile.of(seed);
        this.trouble = new SeededTrouble(seed, profile, leftOut);
        this.world = new World(profile, trouble, mutation, trace);
    }

    /** @throws Breach if a promise is broken */
    Outcome run() {
        for (int number = 0; number < profile.jobs().size(); number++) {
            if (trouble.cause("job-" + number)) {
                plan(number);
            }
        }
        for (int number = 0; number < world.partitions().size(); number++) {
            Partition partition = world.partitions().get(number);
            while (trouble.happens(Matter.LEDGER_AWAY, number)) {
                world.kernel().after(within(Matter.LEDGER_AWAY, number), partition::goAway);
            }
        }
        world.kernel().after(profile.storm().toNanos(), this::calm);
        world.kernel().run();
        world.oracle().atEnd();
        return new Outcome(List.copyOf(trouble.caused()), world.trace().lines(), world.kernel().served());
    }

    List<String> caused() {
        return trouble.caused();
    }

    List<String> trace() {
        return world.trace().lines();
    }

    private void plan(int number) {
        Profile.Job job = profile.jobs().get(number);
        world.shelf().write(World.mediaPath(number), job.grains(), number);
        if (job.coverGrains() > 0) {
            world.shelf().write(World.coverPath(number), job.coverGrains(), 100 + number);
        }
        UploadJob upload = trouble.happens(Matter.DEADLINE, number)
                ? world.uploadJob(number, Duration.ofNanos(within(Matter.DEADLINE, number)))
                : world.uploadJob(number, null);
        world.kernel().after(within(Matter.SUBMISSION, number) / 3, () -> world.submit(upload));
        for (int again = 0; again < 3 && trouble.happens(Matter.SUBMITTED_AGAIN, number); again++) {
            world.kernel().after(within(Matter.SUBMISSION, number) * 2, () -> world.submit(upload));
        }
        if (trouble.happens(Matter.CONFLICT, number)) {
            UploadJob other = UploadJob.of(upload.jobId(), "/m/other.mp4");
            world.kernel().after(profile.storm().toNanos() / 2 + within(Matter.SUBMISSION, number), () -> world.submit(other));
        }
        for (int cancel = 0; cancel < 2 && trouble.happens(Matter.CANCELLED, number); cancel++) {
            world.kernel().after(within(Matter.CANCELLED, number), () -> world.cancel(upload.jobId()));
        }
        for (int change = 0; change < 2 && trouble.happens(Matter.SOURCE_CHANGES, number); change++) {
            world.kernel().after(within(Matter.SUBMISSION, number), () -> change(number, job));
        }
    }

    private long within(Matter matter, int subject) {
        return trouble.draw(matter, subject, (int) profile.storm().toMillis()) * 1_000_000L;
    }

    private void change(int number, Profile.Job job) {
        boolean cover = job.coverGrains() > 0 && trouble.draw(Matter.SOURCE_CHANGES, number, 3) == 0;
        int grains = cover ? job.coverGrains() : Math.max(1, job.grains() - trouble.draw(Matter.SOURCE_CHANGES, number, 3));
        String path = cover ? World.coverPath(number) : World.mediaPath(number);
        world.trace().add(world.kernel().now(), "somebody", "changes", path);
        world.shelf().write(path, grains, cover ? 100 + number : number);
    }

    private void calm() {
        trouble.cease();
        world.trace().add(world.kernel().now(), "everything", "is calm", "from now on");
        rest();
    }

    private void rest() {
        long calmFor = world.kernel().now() - profile.storm().toNanos();
        if (world.atRest() && calmFor > 2 * profile.storm().toNanos()) {
            world.kernel().end();
            return;
        }
        Oracle.must(calmFor < LONGEST_CALM && world.kernel().served() < MOST_EVENTS, Promise.EVERYTHING_ENDS,
                () -> "seed " + seed + " still has " + world.partitions().stream().map(Partition::stored).toList());
        world.kernel().after(5 * SECOND, this::rest);
    }
}
