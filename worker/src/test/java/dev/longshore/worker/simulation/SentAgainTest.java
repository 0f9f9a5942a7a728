package dev.longshore.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.plan.Planner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a death or a fault costs in bytes: at each step a worker dies, and what is sent beyond the file is held against what was in flight at that moment. */
class SentAgainTest {
    private static final long PART = Planner.PART_LEAST;
    private static final int PARTS = 9;
    private static final Duration BUDGET = Duration.ofSeconds(20);

    /** How many parts may be in flight for a job, and how many of them in one slice. */
    private record Width(int job, int slice) {}

    private static final List<Width> WIDTHS =
            List.of(new Width(1, 1), new Width(2, 2), new Width(4, 4), new Width(4, 1), new Width(8, 4));

    @Test
    void aDeathCostsNoMoreThanThePartsThatWereInFlight() throws Exception {
        StringBuilder table = new StringBuilder(
                "| parts in flight of a job, of a slice | deaths | parts in flight at a death, at most | sent again, at most | bound |\n|---|---|---|---|---|\n");
        Simulations.quietly(() -> {
            for (Width width : WIDTHS) {
                int steps = play(width, List.of(), List.of()).steps();
                int mostCut = 0;
                long mostAgain = 0;
                for (int step = 0; step < steps; step++) {
                    Cost cost = play(width, List.of(step), List.of());
                    assertThat(cost.again()).as("bytes sent again after a death at step %d with %s", step, width)
                            .isLessThanOrEqualTo(cost.cut() * PART);
                    assertThat(cost.cut()).as("parts in flight at step %d with %s", step, width).isLessThanOrEqualTo(width.job());
                    mostCut = Math.max(mostCut, cost.cut());
                    mostAgain = Math.max(mostAgain, cost.again());
                }
                table.append("| %d, %d | %d | %d | %d MiB | %d × 8 MiB = %d MiB |%n".formatted(
                        width.job(), width.slice(), steps, mostCut, mostAgain >> 20, width.job(), width.job() * PART >> 20));
            }
            return null;
        });
        DocSection.of("guarantees.md", "sent again after deaths").mustBe(table.toString());
    }

    @Test
    void aFaultThatPassesCostsNoMoreThanThePartThatMetIt() throws Exception {
        StringBuilder table = new StringBuilder("| the third part's request | sent again |\n|---|---|\n");
        Simulations.quietly(() -> {
            Width width = new Width(4, 4);
            for (Fault fault : Arrays.stream(Fault.values()).filter(fault -> fault.possibleFor(Op.PUT_PART)).toList()) {
                long again = play(width, List.of(), List.of(new Script.Meeting(Op.PUT_PART, Fault.NONE),
                        new Script.Meeting(Op.PUT_PART, Fault.NONE), new Script.Meeting(Op.PUT_PART, fault))).again();
                boolean startsOver = fault == Fault.EXPIRED || fault == Fault.STORED_WRONG;
                assertThat(again).as("bytes sent again after %s", fault).isLessThanOrEqualTo(startsOver ? PARTS * PART : PART);
                if (fault != Fault.NONE) {
                    table.append("| `%s` | %d MiB%s |%n".formatted(fault, again >> 20, startsOver ? ": the session starts over" : ""));
                }
            }
            return null;
        });
        DocSection.of("guarantees.md", "sent again after faults").mustBe(table.toString());
    }

    private record Cost(int steps, int cut, long again) {}

    private static Cost play(Width width, List<Integer> deaths, List<Script.Meeting> meetings) {
        Profile.Job job = new Profile.Job(Content.grains(PARTS * PART), 0, width.job());
        Scene scene = new Scene(Script.cuttingBodies(deaths, meetings), job, BUDGET, width.slice(), Trace.none());
        Script played = scene.play();
        return new Cost(played.steps().size(), scene.unitsCut(), scene.sentAgain());
    }
}
