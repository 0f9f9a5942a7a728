package dev.longshore.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.simulation.Script.Meeting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every call meets every fault, once, and before or after every other call's every fault. */
class FaultMatrixTest {
    private static final Profile.Job PARTS_AND_COVER = new Profile.Job(17, 1, 1);
    private static final Duration UNIT_BY_UNIT = Duration.ofMillis(1);

    /** What has to go wrong before, for calls that a job without faults doesn't make. */
    private static final Map<Op, Meeting> LEADING_TO = new EnumMap<>(Map.of(
            Op.HEAD, new Meeting(Op.COMPLETE, Fault.ANSWER_LOST),
            Op.FIND, new Meeting(Op.COMMIT, Fault.ANSWER_LOST),
            Op.LIST_UPLOADS, new Meeting(Op.PUT_PART, Fault.EXPIRED),
            Op.ABORT, new Meeting(Op.PUT_PART, Fault.EXPIRED)));

    @Test
    void whateverFaultsItsCallsMeetTheJobEndsAsOneMedia() throws Exception {
        List<Meeting> all = Arrays.stream(Op.values())
                .filter(op -> op.ofVod() || op.ofCos())
                .flatMap(op -> Arrays.stream(Fault.values())
                        .filter(fault -> fault != Fault.NONE && fault.possibleFor(op))
                        .map(
                                fault -> new Meeting(op, fault)))
                .toList();
        Map<Op, long[]> counts = new EnumMap<>(Op.class);
        all.forEach(meeting -> counts.computeIfAbsent(meeting.op(), _ -> new long[3])[0]++);

        Simulations.quietly(() -> {
            for (Meeting one : all) {
                assertThat(play(leading(one))).as("%s is met", one).isTrue();
                for (Meeting two : all) {
                    boolean met = play(Stream.concat(leading(one).stream(), leading(two).stream()).toList());
                    long[] count = counts.get(one.op());
                    count[met ? 1 : 2]++;
                }
            }
            return null;
        });

        StringBuilder table =
                new StringBuilder("| first call | faults | pairs with a later call's | pairs that can't come about | breaches |\n");
        table.append("|---|---|---|---|---|\n");
        counts.forEach((op, n) -> table.append("| `%s` | %d | %,d | %,d | 0 |%n".formatted(op, n[0], n[1], n[2])));
        long[] sum = new long[3];
        counts.values().forEach(n -> Arrays.setAll(sum, i -> sum[i] + n[i]));
        table.append("| all | %d | %,d | %,d | 0 |%n".formatted(sum[0], sum[1], sum[2]));
        DocSection.of("guarantees.md", "faults").mustBe(table.toString());
    }

    private static List<Meeting> leading(Meeting to) {
        List<Meeting> meetings = new ArrayList<>();
        Meeting before = LEADING_TO.get(to.op());
        if (before != null) {
            meetings.add(before);
        }
        meetings.add(to);
        return meetings;
    }

    /** @return whether every planned call was made */
    private static boolean play(List<Meeting> meetings) {
        try {
            return new Scene(new Script(List.of(), meetings), PARTS_AND_COVER, UNIT_BY_UNIT, Trace.none()).play().allMet();
        } catch (AssertionError e) {
            Scene again = new Scene(new Script(List.of(), meetings), PARTS_AND_COVER, UNIT_BY_UNIT, Trace.kept());
            try {
                again.play();
            } catch (AssertionError shown) {
                throw new AssertionError("calls that meet " + meetings + ": " + String.join("\n", again.trace()), shown);
            }
            throw e;
        }
    }
}
