package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.simulation.Chance.Matter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a schedule is like: each seed picks some kinds of trouble, in permille of the occasions, and the sizes of everything. Few kinds at a time find
 * what all of them together would hide.
 */
record Profile(
        Map<Fault, Integer> faults,
        Map<Mishap, Integer> mishaps,
        Map<Delivery, Integer> deliveries,
        Map<Matter, Integer> others,
        int workers,
        int partitions,
        List<Job> jobs,
        Duration storm,
        Cos.Habits cos,
        Vod.Habits vod,
        LedgerPolicy policy) {

    /** @param coverGrains 0 for none */
    record Job(int grains, int coverGrains, int concurrentUploadNumber) {}

    static Profile of(long seed) {
        return new Draw(new Chance(seed ^ 0x5DEECE66DL)).profile();
    }

    private record Draw(Chance chance) {
        /** A subject with which the saved seeds are among them. */
        private static final int APART = 17;

        private int any(int bound) {
            return chance.draw(Matter.PROFILE, 0, bound);
        }

        private boolean one(int in) {
            return any(in) == 0;
        }

        private int rate(int low, int usual, int high) {
            return switch (any(3)) {
                case 0 -> low;
                case 1 -> usual;
                default -> high;
            };
        }

        Profile profile() {
            Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                if (fault != Fault.NONE && one(3)) {
                    faults.put(fault, rate(10, 40, 120));
                }
            }
            Map<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);
            for (Mishap mishap : Mishap.values()) {
                if (mishap != Mishap.NONE && one(2)) {
                    mishaps.put(mishap, rate(3, 10, 40));
                }
            }
            Map<Delivery, Integer> deliveries = new EnumMap<>(Delivery.class);
            for (Delivery delivery : Delivery.values()) {
                if (delivery != Delivery.IN_TIME && one(3)) {
                    deliveries.put(delivery, rate(15, 60, 150));
                }
            }
            Cos.Habits cos = new Cos.Habits(!one(4), !one(4), !one(4));
            if (!cos.looking()) {
                faults.remove(Fault.STORED_WRONG);
            }
            return new Profile(
                    faults, mishaps, deliveries, others(), 1 + any(4), 1 + any(2), jobs(), Duration.ofSeconds(20 + any(100)),
                    cos,
                    new Vod.Habits(Duration.ofMinutes(one(6) ? 6 + any(5) : 120), one(3), Duration.ofSeconds(one(3) ? any(120) : 0)),
                    policy());
        }

        private Map<Matter, Integer> others() {
            Map<Matter, Integer> others = new EnumMap<>(Matter.class);
            maybe(others, Matter.ACCEPT_LOST, 10, 50, 150);
            maybe(others, Matter.ACCEPT_UNANSWERED, 10, 50, 150);
            maybe(others, Matter.TASK_TWICE, 20, 100, 300);
            maybe(others, Matter.TASK_FORGOTTEN, 100, 300, 600);
            maybe(others, Matter.LEDGER_ABORTS, 10, 40, 150);
            maybe(others, Matter.LEDGER_AWAY, 200, 500, 900);
            maybe(others, Matter.SOURCE_CHANGES, 50, 200, 500);
            maybe(others, Matter.SUBMITTED_AGAIN, 200, 400, 900);
            maybe(others, Matter.CONFLICT, 100, 200, 300);
            stopped(others, Matter.CANCELLED);
            stopped(others, Matter.DEADLINE);
            if (one(6)) {
                others.put(Matter.TASK_LOST, rate(10, 20, 50));
            }
            return others;
        }

        private void maybe(Map<Matter, Integer> others, Matter matter, int low, int usual, int high) {
            if (one(3)) {
                others.put(matter, rate(low, usual, high));
            }
        }

        /** Drawn apart: seeds in which nobody wants a job stopped keep the schedules that they had before anybody could. */
        private void stopped(Map<Matter, Integer> others, Matter matter) {
            if (chance.draw(matter, APART, 4) == 0) {
                others.put(matter, List.of(200, 400, 900).get(chance.draw(matter, APART, 3)));
            }
        }

        private List<Job> jobs() {
            List<Job> jobs = new ArrayList<>();
            int count = 1 + any(3);
            for (int i = 0; i < count; i++) {
                int grains = one(2) ? 1 + any(16) : one(5) ? 17 + any(100) : 17 + any(24);
                jobs.add(new Job(grains, one(4) ? 1 + any(3) : 0, List.of(1, 2, 4, 8).get(any(4))));
            }
            return jobs;
        }

        private LedgerPolicy policy() {
            return new LedgerPolicy(
                    Duration.ofSeconds(10), 3 + any(4), one(3) ? 3 : 10, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofDays(7),
                    Duration.ofMillis(one(3) ? 1 : 1 + any(25_000)), 1 + any(4), 4, Duration.ofSeconds(20));
        }
    }
}
