package dev.longshore.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: each planted one within a bounded number of seeds, always the same. */
class MutantsTest {
    private static final int MOST_SEEDS = 3_000;

    @ParameterizedTest
    @EnumSource
    void isKilled(Mutants mutant) throws Exception {
        Breach breach = Simulations.quietly(() -> {
            for (long seed = mutant.firstSeed(); seed < mutant.firstSeed() + MOST_SEEDS; seed++) {
                try {
                    new Schedule(seed, Set.of(), mutant, Trace.none()).run();
                } catch (Breach found) {
                    Shrinking.Minimal minimal = Shrinking.of(seed, mutant, found.promise);
                    System.out.println(mutant + " is killed by seed " + seed + " with " + minimal.caused() + ": " + minimal.breach());
                    return found;
                }
            }
            throw new AssertionError(mutant + " survives " + MOST_SEEDS + " seeds");
        });

        assertThat(mutant.broken).contains(breach.promise);
    }

    @Test
    void thePageNamesThePromisesAndThePlantedBugs() throws Exception {
        StringBuilder promises = new StringBuilder();
        Arrays.stream(Promise.values()).forEach(promise -> promises.append("- ").append(promise.sentence).append('\n'));
        DocSection.of("guarantees.md", "promises").mustBe(promises.toString());

        StringBuilder table = new StringBuilder("| planted bug | promise that it breaks |\n|---|---|\n");
        for (Mutants mutant : Mutants.values()) {
            table.append("| %s | %s |%n".formatted(mutant.sentence, mutant.broken.getFirst().sentence));
        }
        DocSection.of("guarantees.md", "planted bugs").mustBe(table.toString());
    }
}
