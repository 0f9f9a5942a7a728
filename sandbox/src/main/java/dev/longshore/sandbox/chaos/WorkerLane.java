package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.chaos.Troubles.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Kills, freezes and stops workers, never all at one moment; but the next trouble doesn't wait until the last one's victims are ready again, so that at
 * times none is.
 */
final class WorkerLane extends Lane {
    /** A frozen worker wakes after its leases (10 s) have gone to others. */
    private static final int FROZEN_LEAST = 13;

    private static final int FROZEN_MOST = 20;

    private enum Plan {
        KILL,
        FREEZE,
        KILL_TWO,
        STOP
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Crew crew;
    private final List<String> names;
    private final List<Plan> plans = new ArrayList<>();

    WorkerLane(Crew crew, List<String> names, SplittableRandom random, Troubles troubles, long until) {
        super("workers", random, troubles, until);
        this.crew = crew;
        this.names = names;
    }

    @Override
    void trouble(int n) throws InterruptedException {
        if (plans.isEmpty()) {
            // The first round begins with what matters most, so that a short run has it.
            plans.addAll(List.of(Plan.KILL, Plan.FREEZE, Plan.KILL_TWO, Plan.KILL, Plan.STOP, Plan.FREEZE));
        }
        String victim = victim();
        switch (plans.removeFirst()) {
            case KILL -> kill(List.of(victim));
            case KILL_TWO -> kill(names.size() > 2 ? List.of(victim, other(victim)) : List.of(victim));
            case FREEZE -> freeze(victim);
            case STOP -> {
                crew.stop(victim);
                troubles.add(Kind.WORKER_STOPPED);
                crew.launch(victim);
            }
        }
    }

    /** One that is in the middle of a transfer, if anybody is within a few seconds: that is when a death or a freeze can do harm. */
    private String victim() throws InterruptedException {
        long begun = System.nanoTime();
        List<String> sending = crew.sending();
        while (sending.isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(LOOK);
            sending = crew.sending();
        }
        List<String> among = sending.isEmpty() ? names : sending;
        return among.get(random.nextInt(among.size()));
    }

    @Override
    void end() {
        crew.awaitAllReady();
    }

    private String other(String victim) {
        List<String> others = names.stream().filter(name -> !name.equals(victim)).toList();
        return others.get(random.nextInt(others.size()));
    }

    private void kill(List<String> victims) throws InterruptedException {
        victims.forEach(victim -> {
            crew.kill(victim);
            troubles.add(Kind.WORKER_KILLED);
        });
        pause(1, 6);
        victims.forEach(crew::launch);
    }

    private void freeze(String victim) throws InterruptedException {
        crew.worker(victim).process().pause();
        troubles.add(Kind.WORKER_FROZEN);
        try {
            pause(FROZEN_LEAST, FROZEN_MOST);
        } finally {
            crew.worker(victim).process().resume();
        }
    }
}
