package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private static final long PAUSE = 10;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final CommitPacer pacer = new CommitPacer(context, Duration.ofMillis(PAUSE));

    @Test
    void aFreshRecordIsCommittedAtOnce() {
        assertThat(asked(1_000, 998)).isTrue();
    }

    @Test
    void notMoreOftenThanThePause() {
        asked(1_000, 998);

        assertThat(asked(1_000 + PAUSE - 1, 1_000)).isFalse();
        assertThat(asked(1_000 + PAUSE, 1_000)).isTrue();
    }

    @Test
    void whatCameWithinThePauseIsAskedForAtTheNextTickAndOnlyOnce() {
        asked(1_000, 998);
        asked(1_001, 1_000);

        assertThat(askedAtTick(1_050)).isTrue();
        assertThat(askedAtTick(1_150)).isFalse();
    }

    @Test
    void theOlderWhatIsReadTheMoreRecordsShareACommit() {
        long age = 400;
        asked(1_000, 1_000);

        assertThat(asked(1_000 + age / 4 - 1, 1_000 + age / 4 - 1 - age)).isFalse();
        assertThat(asked(1_000 + age / 4, 1_000 + age / 4 - age)).isTrue();
    }

    /** A publisher's clock may be ahead. */
    @Test
    void aRecordOfTheFutureIsAFreshOne() {
        assertThat(asked(1_000, 5_000)).isTrue();
    }

    private boolean askedAtTick(long now) {
        context.resetCommit();
        pacer.tick(now);
        return context.committed();
    }

    private boolean asked(long now, long written) {
        context.resetCommit();
        pacer.processed(now, written);
        return context.committed();
    }
}
