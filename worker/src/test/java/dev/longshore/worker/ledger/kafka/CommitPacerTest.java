package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private static final long PAUSE = 10;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final CommitPacer pacer = new CommitPacer(Duration.ofMillis(PAUSE));

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
    void whatCameWithinThePauseIsAskedForAtItsEnd() {
        asked(1_000, 998);
        asked(1_003, 1_002);
        asked(1_004, 1_003);

        var reminder = reminders().getFirst();
        assertThat(reminders()).hasSize(1);
        assertThat(reminder.getInterval()).isEqualTo(Duration.ofMillis(PAUSE - 3));
        assertThat(askedBy(reminder, 1_000 + PAUSE)).isTrue();
        assertThat(reminder.cancelled()).isTrue();
    }

    @Test
    void aReminderThatIsOvertakenByARecordAsksForNothing() {
        asked(1_000, 998);
        asked(1_003, 1_002);
        asked(1_000 + PAUSE, 1_000 + PAUSE);

        assertThat(askedBy(reminders().getFirst(), 1_001 + PAUSE)).isFalse();
    }

    @Test
    void aReminderThatWentWithItsTaskIsReplaced() {
        asked(1_000, 998);
        asked(1_003, 1_002);
        asked(1_020, 1_020);
        asked(1_022, 1_021);

        assertThat(reminders()).hasSize(2);
        assertThat(askedBy(reminders().getLast(), 1_020 + PAUSE)).isTrue();
    }

    @Test
    void theOlderWhatIsReadTheMoreRecordsShareACommit() {
        long age = 400;
        asked(1_000, 1_000);

        assertThat(asked(1_000 + age / 4 - 1, 1_000 + age / 4 - 1 - age)).isFalse();
        assertThat(asked(1_000 + age / 4, 1_000 + age / 4 - age)).isTrue();
    }

    @Test
    void howeverOldARecordItWaitsHalfASecondAtMost() {
        long age = 3_600_000;
        asked(10_000_000, 10_000_000);

        assertThat(asked(10_000_499, 10_000_499 - age)).isFalse();
        assertThat(asked(10_000_500, 10_000_500 - age)).isTrue();
    }

    @Test
    void aFreshRecordDoesNotWaitForTheReminderOfAnOldOne() {
        asked(10_000_000, 10_000_000);
        asked(10_000_001, 9_000_000);
        asked(10_000_002, 10_000_002);

        assertThat(reminders()).hasSize(2);
        assertThat(reminders().getLast().getInterval()).isEqualTo(Duration.ofMillis(PAUSE - 2));
        assertThat(askedBy(reminders().getLast(), 10_000_000 + PAUSE)).isTrue();
        assertThat(askedBy(reminders().getFirst(), 10_000_500)).isFalse();
    }

    @Test
    void aClockThatWasPutBackHoldsNothingUp() {
        asked(10_000_000, 10_000_000);

        assertThat(asked(5_000_000, 5_000_000)).isTrue();
    }

    /** A publisher's clock may be ahead. */
    @Test
    void aRecordOfTheFutureIsAFreshOne() {
        assertThat(asked(1_000, 5_000)).isTrue();
    }

    private List<CapturedPunctuator> reminders() {
        return context.scheduledPunctuators();
    }

    private boolean askedBy(CapturedPunctuator reminder, long now) {
        context.resetCommit();
        reminder.getPunctuator().punctuate(now);
        return context.committed();
    }

    private boolean asked(long now, long written) {
        context.resetCommit();
        pacer.processed(context, now, written);
        return context.committed();
    }
}
