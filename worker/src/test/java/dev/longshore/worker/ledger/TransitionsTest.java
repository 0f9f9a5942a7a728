package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    @Test
    void everyMessageHasARowInEveryPhaseInWhichAJobIsKnown() {
        Map<Phase, Integer> rows = new HashMap<>();
        Transitions.forEach((phase, _) -> rows.merge(phase, 1, Integer::sum));

        for (Phase phase : Phase.values()) {
            assertThat(rows.get(phase)).as("rows of %s", phase).isEqualTo(phase == Phase.ABSENT ? 2 : Message.Kind.values().length);
        }
    }

    @Test
    void onlyAClosedReportLeadsToSuccessAndOnlyTimeToForgetting() {
        Transitions.forEach((phase, cell) -> {
            if (phase != Phase.SUCCEEDED && cell.getValue().leadsTo().contains(Phase.SUCCEEDED)) {
                assertThat(cell.getKey()).isEqualTo(Message.Kind.CLOSED);
            }
            if (phase != Phase.ABSENT && cell.getValue().leadsTo().contains(Phase.ABSENT)) {
                assertThat(cell.getKey()).isEqualTo(Message.Kind.WAKE_UP);
                assertThat(phase.ended()).isTrue();
            }
        });
    }

    @Test
    void aPairWithoutARowStaysWhereItIs() {
        assertThat(Transitions.row(Phase.ABSENT, Message.Kind.PROGRESS).leadsTo()).containsExactly(Phase.ABSENT);
    }
}
