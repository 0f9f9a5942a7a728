package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.uploader.UploaderSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fleet: so many places, at each of which a worker lives until it dies and another takes its place. */
final class Workers implements Fleet {
    private static final long MS = 1_000_000;

    private final World world;
    private final UploaderSettings settings;
    private final List<Worker> places = new ArrayList<>();
    private int lives;
    private int deaths;
    private int unitsCut;

    Workers(World world, int count, UploaderSettings settings) {
        this.world = world;
        this.settings = settings;
        for (int place = 0; place < count; place++) {
            places.add(born(place));
        }
    }

    private Worker born(int place) {
        return new Worker(world, place, ++lives, settings);
    }

    @Override
    public @Nullable Worker free(Queue queue) {
        int from = world.trouble().draw(Matter.WORKER, 0, places.size());
        for (int i = 0; i < places.size(); i++) {
            Worker worker = places.get((from + i) % places.size());
            if (worker.hasFree(queue)) {
                return worker;
            }
        }
        return null;
    }

    @Override
    public void step(Strand caller, Op op, Moment moment, int job) {
        if (moment != Moment.EFFECT) {
            caller.requireAlive();
        }
        if (caller.host instanceof Worker worker && !worker.dead) {
            stepOf(worker, op, moment, job);
            if (moment != Moment.EFFECT) {
                caller.requireAlive();
                thaw(caller);
            }
        }
    }

    /** The strand that froze its worker by taking a step stands still with it. */
    private void thaw(Strand caller) {
        if (caller.host.frozenUntil > world.kernel().now()) {
            boolean interrupted = Thread.interrupted();
            try {
                new Signal(world.kernel()).await(1);
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** As {@link #stepOf}, for what a worker does by itself. */
    void mishap(Worker worker, Op op, Moment moment, int job) {
        stepOf(worker, op, moment, job);
        if (worker.dead) {
            throw new Crash();
        }
    }

    void stepOf(Worker worker, Op op, Moment moment, int job) {
        if (worker.dead) {
            return;
        }
        switch (world.trouble().atStep(op, moment, job)) {
            case NONE -> {
            }
            case CRASH -> {
                world.trace().add(world.kernel().now(), worker, "dies", op + " " + moment);
                died(worker);
            }
            case FREEZE -> {
                long most = 2 * settings.lease().toMillis();
                long frozen = (settings.lease().toMillis() / 2 + world.trouble().draw(Matter.FREEZE_TIME, worker.place, (int) most)) * MS;
                worker.frozenUntil = Math.max(worker.frozenUntil, world.kernel().now() + frozen);
                world.trace().add(world.kernel().now(), worker, "freezes", op + " " + moment + " for " + frozen / MS + " ms");
            }
            case STOP -> worker.stop();
        }
    }

    void died(Worker worker) {
        if (worker.dead) {
            return;
        }
        deaths++;
        unitsCut += worker.executions().stream().mapToInt(execution -> execution.inFlight).sum();
        world.kernel().died(worker);
        world.slices().died(worker);
        world.closings().died(worker);
        long after = (200L + world.trouble().draw(Matter.RESTART_TIME, worker.place, 8_000)) * MS;
        world.kernel().after(after, () -> {
            places.set(worker.place, born(worker.place));
            world.slices().pump();
            world.closings().pump();
        });
    }

    int deaths() {
        return deaths;
    }

    /** Units that were in flight at workers when they died. */
    int unitsCut() {
        return unitsCut;
    }
}
