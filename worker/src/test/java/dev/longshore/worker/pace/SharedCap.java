package dev.longshore.worker.pace;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Workers that make calls of a service, which counts them by the calendar second and refuses those over its cap. Time is simulated; requests and answers
 * take 5 to 20 ms each.
 */
final class SharedCap {
    private static final double SECOND = 1e9;

    private final int cap;
    private final Random chance;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::worker).thenComparing(Event::kind));
    private final List<Worker> workers;
    private long second = -1;
    private int inSecond;
    private long now;
    private Figures figures;

    private enum Kind {
        JOB,
        TURN,
        ARRIVAL,
        REFUSAL
    }

    private record Event(long at, Kind kind, int worker) {}

    /** What a worker has to do: calls a second that come at random, or more than can ever be made. */
    record Load(double callsPerSecond) {
        static final Load ENDLESS = new Load(Double.POSITIVE_INFINITY);
        static final Load NONE = new Load(0);

        boolean endless() {
            return this.equals(ENDLESS);
        }
    }

    private static final class Worker {
        private final CallRate pace;
        private final Load load;
        private int waiting;
        private boolean awaitsTurn;
        private boolean waited;

        Worker(CallRate pace, Load load) {
            this.pace = pace;
            this.load = load;
        }

        boolean hasWork() {
            return load.endless() || waiting > 0;
        }
    }

    /** What the service saw in a time. */
    static final class Figures {
        private final Duration time;
        private final int cap;
        private final int[] taken;
        private int refused;

        Figures(Duration time, int cap, int workers) {
            this.time = time;
            this.cap = cap;
            this.taken = new int[workers];
        }

        /** Part of the cap that was used. */
        double used() {
            return Arrays.stream(taken).sum() / (double) (cap * time.toSeconds());
        }

        /** Part of the calls that were refused. */
        double refusedPart() {
            return refused / (double) (refused + Arrays.stream(taken).sum());
        }

        int refused() {
            return refused;
        }

        /** How many times as many calls the worker with the most had taken as the one with the fewest. */
        double unevenness() {
            return Arrays.stream(taken).max().orElseThrow() / (double) Arrays.stream(taken).min().orElseThrow();
        }

        @Override
        public String toString() {
            return "used %.3f, refused %.4f, uneven %.2f".formatted(used(), refusedPart(), unevenness());
        }
    }

    /**
     * @param cap the service's
     * @param believed the cap that the workers were told
     * @param counted how many workers they believe to be
     */
    SharedCap(int cap, int believed, int counted, List<Load> loads, long seed) {
        this.cap = cap;
        this.chance = new Random(seed);
        this.workers = loads.stream().map(load -> new Worker(new CallRate(believed, 0), load)).toList();
        this.figures = new Figures(Duration.ZERO, cap, loads.size());
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).pace.among(counted, 0);
            schedule((long) (chance.nextDouble() * SECOND / 5), loads.get(i).endless() ? Kind.TURN : Kind.JOB, i);
        }
    }

    static List<Load> all(int workers) {
        return IntStream.range(0, workers).mapToObj(_ -> Load.ENDLESS).toList();
    }

    static List<Load> oneOf(int workers, Load others) {
        return IntStream.range(0, workers).mapToObj(i -> i == 0 ? Load.ENDLESS : others).toList();
    }

    double rate(int worker) {
        return workers.get(worker).pace.rate();
    }

    /** Lets so much time pass. */
    Figures pass(Duration time) {
        figures = new Figures(time, cap, workers.size());
        long until = now + time.toNanos();
        for (Event next = events.peek(); next != null && next.at() < until; next = events.peek()) {
            events.remove();
            now = next.at();
            happen(next);
        }
        now = until;
        return figures;
    }

    private void happen(Event event) {
        Worker worker = workers.get(event.worker());
        switch (event.kind()) {
            case JOB -> job(worker, event.worker());
            case TURN -> turn(worker, event.worker());
            case ARRIVAL -> arrive(event.worker());
            case REFUSAL -> worker.pace.refused(now);
        }
    }

    private void job(Worker worker, int number) {
        if (worker.load.callsPerSecond() == 0) {
            return;
        }
        worker.waiting++;
        if (!worker.awaitsTurn) {
            turn(worker, number);
        }
        schedule((long) (-StrictMath.log(1 - chance.nextDouble()) / worker.load.callsPerSecond() * SECOND), Kind.JOB, number);
    }

    private void turn(Worker worker, int number) {
        worker.awaitsTurn = false;
        while (worker.hasWork()) {
            long left = worker.pace.untilTurn(now);
            if (left > 0) {
                worker.awaitsTurn = true;
                worker.waited = true;
                schedule(left, Kind.TURN, number);
                return;
            }
            worker.pace.take(now, worker.waited);
            worker.waited = false;
            worker.waiting = Math.max(0, worker.waiting - 1);
            schedule(onTheWay(), Kind.ARRIVAL, number);
        }
    }

    private void arrive(int number) {
        long current = now / (long) SECOND;
        inSecond = current == second ? inSecond + 1 : 1;
        second = current;
        if (inSecond > cap) {
            figures.refused++;
            schedule(onTheWay(), Kind.REFUSAL, number);
        } else {
            figures.taken[number]++;
        }
    }

    private long onTheWay() {
        return Duration.ofMillis(5).toNanos() + (long) (chance.nextDouble() * Duration.ofMillis(15).toNanos());
    }

    private void schedule(long in, Kind kind, int worker) {
        events.add(new Event(now + in, kind, worker));
    }
}
