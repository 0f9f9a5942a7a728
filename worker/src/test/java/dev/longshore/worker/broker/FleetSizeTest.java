package dev.longshore.worker.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.Test;

class FleetSizeTest {
    private final ManualClock clock = new ManualClock();
    private final List<CompletableFuture<Integer>> questions = new ArrayList<>();
    private int closed;
    private final FleetSize fleet = new FleetSize(this::ask, () -> closed++, clock);

    private CompletionStage<Integer> ask() {
        CompletableFuture<Integer> question = new CompletableFuture<>();
        questions.add(question);
        return question;
    }

    @Test
    void nobodyWaitsForTheAnswer() {
        assertThat(fleet.getAsInt()).isEqualTo(1);
        assertThat(questions).hasSize(1);
        questions.getFirst().complete(8);
        assertThat(fleet.getAsInt()).isEqualTo(8);
    }

    @Test
    void kafkaIsAskedEveryFewSecondsAndOnlyWhenSomebodyWantsToKnow() {
        fleet.getAsInt();
        clock.pass(FleetSize.EVERY.minusNanos(1));
        fleet.getAsInt();
        assertThat(questions).hasSize(1);
        clock.pass(Duration.ofHours(1));
        assertThat(questions).hasSize(1);
        fleet.getAsInt();
        fleet.getAsInt();
        assertThat(questions).hasSize(2);
    }

    @Test
    void theLastNumberStaysWhileKafkaCannotTell() {
        fleet.getAsInt();
        questions.getLast().complete(5);
        clock.pass(FleetSize.EVERY);
        fleet.getAsInt();
        questions.getLast().completeExceptionally(new GroupAuthorizationException("longshore.uploader"));
        assertThat(fleet.getAsInt()).isEqualTo(5);
        clock.pass(FleetSize.EVERY);
        fleet.getAsInt();
        questions.getLast().complete(6);
        assertThat(fleet.getAsInt()).isEqualTo(6);
    }

    @Test
    void aGroupThatNobodyHasJoinedYetHasThisWorker() {
        fleet.getAsInt();
        questions.getLast().complete(0);
        assertThat(fleet.getAsInt()).isEqualTo(1);
    }

    @Test
    void theLastNumberStaysWhenTheClientIsClosed() {
        FleetSize unable = new FleetSize(() -> {
            throw new IllegalStateException("closed");
        }, () -> {}, clock);
        assertThat(unable.getAsInt()).isEqualTo(1);
        fleet.close();
        assertThat(closed).isEqualTo(1);
    }
}
