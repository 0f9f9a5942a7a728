package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static dev.longshore.worker.ledger.Samples.wideJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefoldTest {
    @Test
    void foldingTheRecordedMessagesAgainGivesTheSameRecordAndEffects() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 4);
        Task high = walk.task();
        walk.started(high).failed(walk.task(1), sent("s1", 0), Remedy.RETRY).done(high, sent("s1", 2, 3)).untilRetry();
        walk.started(walk.task()).untilExpired().submit();
        Task last = walk.task(walk.record().issues());
        walk.started(last).prepared(last, session("s2"), 4).done(last, sent("s1", 1)).handedBack(last, Sent.NOTHING);
        Task finish = walk.task(walk.record().issues());
        walk.committed(finish, "s1", "file-1").submit();

        JobRecord again = null;
        List<Effect> effects = new ArrayList<>();
        for (JobWalk.Step step : walk.log) {
            Decision decision = new Ledger(walk.policy).decide(again, step.message(), step.at());
            again = decision.next();
            effects.addAll(decision.effects());
        }

        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(again).isEqualTo(walk.record());
        assertThat(effects).isEqualTo(walk.all);
    }
}
