package dev.longshore.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Fresh schedules each time. More: {@code -Dlongshore.simulation.seeds=1000000}; from a seed on:
 * {@code -Dlongshore.simulation.base=…}; one again: {@code -Dlongshore.simulation.seed=…}.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("longshore.simulation.seeds", 20_000);
    private static final int TRACED = 200;

    @Test
    void whateverGoesWrongThePromisesHoldAndEverythingEndsOnceFaultsEnd() throws Exception {
        Long only = Long.getLong("longshore.simulation.seed");
        long base = only != null ? only : base();
        int seeds = only != null ? 1 : SEEDS;
        System.out.println("simulation: " + seeds + " schedules from seed " + base);
        long began = System.nanoTime();

        long faults = Simulations.quietly(() -> {
            long caused = 0;
            for (long seed = base; seed < base + seeds; seed++) {
                caused += Simulations.run(seed).caused().size();
            }
            return caused;
        });

        System.out.println("simulation: " + Simulations.rate(seeds, System.nanoTime() - began) + ", " + faults + " faults");
        assertThat(only != null || faults > seeds).as("things went wrong").isTrue();
    }

    private static long base() {
        String base = System.getProperty("longshore.simulation.base", "random");
        return base.equals("random") ? ThreadLocalRandom.current().nextLong(1L << 52) : Long.parseLong(base);
    }

    @Test
    void seedsThatFoundAFaultBeforeHold() throws Exception {
        List<Long> saved = saved();
        assertThat(saved).isNotEmpty();

        Simulations.quietly(() -> saved.stream().map(Simulations::run).toList());
    }

    private static List<Long> saved() throws IOException {
        try (InputStream seeds = Objects.requireNonNull(SimulationTest.class.getResourceAsStream("seeds.txt"))) {
            return new String(seeds.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.split(" ")[0]))
                    .toList();
        }
    }

    @Test
    void aSeedGivesTheSameScheduleEachTime() throws Exception {
        Simulations.quietly(() -> {
            for (long seed = 0; seed < TRACED; seed++) {
                assertThat(traced(seed)).as("seed %s", seed).isEqualTo(traced(seed)).hasSizeGreaterThan(2);
            }
            return null;
        });
    }

    private static List<String> traced(long seed) {
        return new Schedule(seed, Set.of(), Mutation.NONE, Trace.kept()).run().trace();
    }
}
