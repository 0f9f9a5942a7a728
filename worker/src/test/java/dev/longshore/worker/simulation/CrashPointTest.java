package dev.longshore.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A job of three parts whose workers die at every step that others can see: once, twice, and three times. */
class CrashPointTest {
    private static final Profile.Job THREE_PARTS = new Profile.Job(17, 0, 1);
    /** The second and third death of a triple come at most so many steps after the one before. */
    private static final int NEAR = 8;

    private final List<Count> counts = new ArrayList<>();

    private record Count(String what, long schedules) {}

    @Test
    void whereverWorkersDieTheJobEndsAsOneMedia() throws Exception {
        Simulations.quietly(() -> {
            List<String> steps = play(List.of());
            assertThat(new TreeSet<>(steps)).as("steps, different ones").hasSize(20);
            counts.add(new Count("steps of the job without a fault, each with a number of its own", steps.size()));
            long pairs = 0;
            long triples = 0;
            for (int one = 0; one < steps.size(); one++) {
                int afterOne = play(List.of(one)).size();
                for (int two = one + 1; two < afterOne; two++) {
                    int afterTwo = play(List.of(one, two)).size();
                    pairs++;
                    for (int three = two + 1; two <= one + NEAR && three < Math.min(afterTwo, two + NEAR); three++) {
                        play(List.of(one, two, three));
                        triples++;
                    }
                }
            }
            counts.add(new Count("one death: at each step", steps.size()));
            counts.add(new Count("two deaths: the second at each later step, those of the repetition included", pairs));
            counts.add(new Count("three deaths: each at most " + NEAR + " steps after the one before", triples));
            return null;
        });

        StringBuilder table = new StringBuilder("| a job of three parts | schedules | breaches |\n|---|---|---|\n");
        counts.stream().skip(1).forEach(count -> table.append("| %s | %,d | 0 |%n".formatted(count.what(), count.schedules())));
        DocSection.of("guarantees.md", "crash points")
                .mustBe("The job takes " + counts.getFirst().schedules() + " steps when nothing goes wrong.\n\n" + table);
    }

    private static List<String> play(List<Integer> crashes) {
        try {
            return new Scene(new Script(crashes, List.of()), THREE_PARTS, Duration.ofSeconds(20), Trace.none()).play().steps();
        } catch (AssertionError e) {
            Scene again = new Scene(new Script(crashes, List.of()), THREE_PARTS, Duration.ofSeconds(20), Trace.kept());
            try {
                again.play();
            } catch (AssertionError shown) {
                throw new AssertionError("deaths at steps " + crashes + ": " + String.join("\n", again.trace()), shown);
            }
            throw e;
        }
    }
}
