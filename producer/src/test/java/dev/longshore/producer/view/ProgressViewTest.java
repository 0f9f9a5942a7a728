package dev.longshore.producer.view;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.UploadError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressViewTest {
    private static final long MIB = 1 << 20;

    private Instant now = Instant.EPOCH;
    private final AnsiScreen screen = new AnsiScreen(80, 24, true);
    private final ProgressView view = new ProgressView(screen, () -> now);

    @Test
    void aBarShowsShareBytesRateAndTimeLeft() {
        view.hear(status("harbour", JobState.UPLOADING, 1, 0, 100 * MIB));
        pass(2);
        view.hear(status("harbour", JobState.UPLOADING, 1, 40 * MIB, 100 * MIB));
        view.draw();
        assertThat(screen.text().getFirst()).startsWith("harbour ##########").contains(" 40%", "40.0/100.0 MiB", "20.0 MiB/s", "00:03");
        assertThat(screen.text()).hasSize(2);
        assertThat(screen.text().getLast()).isEqualTo("0 done, 1 under way, 20.0 MiB/s, 00:02");
    }

    @Test
    void framesAreDrawnOverAndEndedJobsStayAbove() {
        view.expect(List.of("a", "b", "c"));
        for (int done = 0; done <= 10; done++) {
            view.hear(status("a", JobState.UPLOADING, 1, done * MIB, 10 * MIB));
            view.hear(status("b", JobState.UPLOADING, 1, done * MIB, 20 * MIB));
            view.draw();
            pass(1);
        }
        view.hear(result("a", 1));
        view.draw();
        assertThat(screen.text()).hasSize(3);
        assertThat(screen.text().get(0)).isEqualTo("ok a  1.0 MiB in 1.50 s  file-a");
        assertThat(screen.text().get(1)).startsWith("b ").contains("50%");
        assertThat(screen.text().get(2)).startsWith("1 done, 1 under way, 1 to come");
        view.hear(error("b", ErrorCode.SOURCE_CHANGED, 1));
        view.hear(result("c", 1));
        view.close();
        assertThat(screen.text())
                .containsExactly("ok a  1.0 MiB in 1.50 s  file-a", "failed b  Source.Changed: It went wrong.",
                        "ok c  1.0 MiB in 1.50 s  file-c");
        assertThat(screen.cursorShown()).isTrue();
    }

    @Test
    void theCursorIsHiddenWhileBarsMove() {
        view.draw();
        assertThat(screen.cursorShown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60, 79, 80, 120, 200})
    void noLiveLineWrapsWhateverTheWidth(int columns) {
        AnsiScreen narrow = new AnsiScreen(columns, 8, true);
        ProgressView many = new ProgressView(narrow, () -> now);
        for (int i = 0; i < 30; i++) {
            many.hear(status("a-rather-long-job-id-with-a-number-" + i,
                    List.of(JobState.QUEUED, JobState.UPLOADING, JobState.CLOSING, JobState.WAITING).get(i % 4), 1, i * MIB, 3000 * MIB));
        }
        for (int i = 0; i < 5; i++) {
            many.draw();
            pass(1);
        }
        assertThat(narrow.wrappedLines()).isZero();
        assertThat(narrow.text()).hasSize(6);
    }

    @Test
    void barsThatHaveNoRoomAreCounted() {
        for (int i = 0; i < 40; i++) {
            view.hear(status("job-" + i, JobState.UPLOADING, 1, 0, MIB));
        }
        view.draw();
        assertThat(screen.text()).hasSize(17);
        assertThat(screen.text().getLast()).contains("40 under way, 24 not shown");
    }

    @Test
    void aLongErrorMayWrapWithoutSpoilingTheFrame() {
        view.hear(status("b", JobState.UPLOADING, 1, 0, MIB));
        view.draw();
        UploadError error = error("a", ErrorCode.SERVICE_REJECTED, 1);
        view.hear(new UploadError(
                "a", error.code(), error.category(), false, "x".repeat(300), error.hint(), null, null, null, null, 1, 1, error.failedAt(),
                null, null, null));
        view.draw();
        view.draw();
        assertThat(screen.text()).hasSize(7);
        assertThat(screen.text().get(5)).startsWith("b ");
    }

    @Test
    void bytesNeverFallWithinARunAndBeginAnewWithTheNext() {
        view.hear(status("a", JobState.UPLOADING, 1, 50, 100));
        view.hear(status("a", JobState.UPLOADING, 1, 20, 100));
        view.draw();
        assertThat(screen.text().getFirst()).contains("50%");
        view.hear(status("a", JobState.UPLOADING, 2, 10, 100));
        view.hear(status("a", JobState.UPLOADING, 1, 90, 100));
        view.draw();
        assertThat(screen.text().getFirst()).contains("10%");
    }

    @Test
    void aStallShowsAsAFallingRate() {
        view.hear(status("a", JobState.UPLOADING, 1, 0, 100 * MIB));
        pass(1);
        view.hear(status("a", JobState.UPLOADING, 1, 10 * MIB, 100 * MIB));
        pass(4);
        view.draw();
        assertThat(screen.text().getFirst()).contains("2.0 MiB/s");
    }

    @Test
    void aStragglingStatusDoesNotBringAnEndedJobBackButANewRunDoes() {
        view.hear(result("a", 1));
        view.hear(status("a", JobState.CLOSING, 1, 1, 1));
        view.hear(status("old", JobState.SUCCEEDED, 1, 1, 1));
        view.draw();
        assertThat(screen.text()).hasSize(2);
        view.hear(status("a", JobState.QUEUED, 2, 0, 0));
        view.draw();
        assertThat(screen.text().get(1)).startsWith("a ").contains("queued");
    }

    @Test
    void aRefusedDuplicateLeavesTheFirstJobsBar() {
        view.hear(status("a", JobState.UPLOADING, 1, 1, 2));
        view.hear(error("a", ErrorCode.CONFLICT, 0));
        view.draw();
        assertThat(screen.text().get(1)).startsWith("a ").contains("50%");
    }

    @Test
    void whatStrangersWroteCannotSteerTheTerminal() {
        UploadError error = error("a", ErrorCode.INVALID_FIELD, 0);
        view.hear(new UploadError(
                "a\u001b[2J", error.code(), error.category(), false, "bell\u0007\r\n\u202eline", error.hint(), null, null, null, null, 0, 0,
                error.failedAt(), null, null, null));
        view.close();
        assertThat(screen.text()).containsExactly("failed a [2J  Job.InvalidField: bell    line");
    }

    @Test
    void elsewhereEachChangeAndEachTenthIsALine() {
        AnsiScreen file = new AnsiScreen(120, 24, false);
        ProgressView lines = new ProgressView(file, () -> now);
        lines.hear(status("a", JobState.QUEUED, 1, 0, 0));
        for (int done = 0; done <= 100; done += 5) {
            lines.hear(status("a", JobState.UPLOADING, 1, done * MIB, 100 * MIB));
            pass(1);
        }
        lines.hear(result("a", 1));
        lines.draw();
        lines.close();
        assertThat(file.text()).hasSize(13)
                .contains("a  queued", "a  uploading  50%  50.0/100.0 MiB  5.0 MiB/s", "ok a  1.0 MiB in 1.50 s  file-a");
    }

    @Test
    void itForgetsNoJobUnderWay() {
        IntStream.range(0, 1000).forEach(i -> view.hear(status("job-" + i, JobState.QUEUED, 1, 0, 0)));
        IntStream.range(0, 999).forEach(i -> view.hear(result("job-" + i, 1)));
        view.draw();
        assertThat(screen.text().getLast()).startsWith("999 done, 1 under way");
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
