package dev.longshore.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.producer.client.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static final Submitted TAKEN = new Submitted("a", "longshore.jobs", 0, 0, Instant.EPOCH);

    @Test
    void roomIsGivenBackWhateverBecomesOfTheRecords() throws Exception {
        Publishing publishing = new Publishing(2, Duration.ofSeconds(10));
        assertThat(publishing.publish(List.of(() -> CompletableFuture.completedFuture(TAKEN)))).containsExactly(TAKEN);
        assertThatThrownBy(() -> publishing.publish(List.of(() -> CompletableFuture.failedFuture(new IllegalStateException("x")), () -> {
            throw new IllegalStateException("y");
        }))).isInstanceOf(NotPublishedException.class);
        assertThat(publishing.underWay()).isZero();
        assertThatThrownBy(() -> publishing.publish(List.of(() -> null, () -> null, () -> null))).isInstanceOf(TooManyException.class);
    }

    @Test
    void aRecordThatIsNotAcknowledgedKeepsItsRoomUntilItIs() {
        Publishing publishing = new Publishing(1, Duration.ofMillis(1));
        CompletableFuture<Submitted> late = new CompletableFuture<>();
        assertThatThrownBy(() -> publishing.publish(List.of(() -> late))).isInstanceOf(NotPublishedException.class);
        assertThat(publishing.underWay()).isEqualTo(1);
        late.complete(TAKEN);
        assertThat(publishing.underWay()).isZero();
    }
}
