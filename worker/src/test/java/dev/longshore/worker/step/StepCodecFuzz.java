package dev.longshore.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.worker.testing.Lines;

/** Whatever stands on an internal topic can be acted upon and written again, or is refused as unreadable. */
class StepCodecFuzz {
    private static final int MOST_MESSAGE = 501;

    @FuzzTest(maxDuration = "3m")
    void bytesAreATaskThatReadsBackEqualOrAreUnreadable(byte[] data) {
        Task task;
        try {
            task = StepCodec.readTask(data);
        } catch (UnreadableMessageException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        assertThat(task.id().jobId()).isNotNull();
        assertThat(task.job().mediaFilePath()).isNotNull();
        assertThat(StepCodec.readTask(StepCodec.write(task))).isEqualTo(task);
    }

    @FuzzTest(maxDuration = "3m")
    void bytesAreAReportThatReadsBackEqualOrAreUnreadable(byte[] data) {
        Report report;
        try {
            report = StepCodec.readReport(data);
        } catch (UnreadableMessageException e) {
            Lines.requireLine(e.getMessage(), MOST_MESSAGE);
            return;
        }
        assertThat(report.task().jobId()).isNotNull();
        assertThat(report.worker()).isNotNull();
        if (report instanceof Report.Failed failed) {
            Lines.requireLines(failed.failure());
        }
        assertThat(StepCodec.readReport(StepCodec.write(report))).isEqualTo(report);
    }
}
