package dev.longshore.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.RecordingContext;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.uploader.StepOutcome;
import dev.longshore.worker.uploader.Steps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredStepsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualClock clock = new ManualClock();

    @Test
    void aRunningTaskShowsItsSlotAndTheAgeOfItsSession() {
        double[] seen = new double[3];
        Steps steps = metered((task, context) -> {
            clock.pass(Duration.ofMinutes(10));
            seen[0] = gauge("longshore.slots.busy", "closings");
            seen[1] = registry.get("longshore.session.age.max").gauge().value();
            seen[2] = registry.get("longshore.certificate.remaining.min").gauge().value();
            return new StepOutcome.HandedBack();
        });
        steps.run(finish(), new RecordingContext());
        assertThat(seen).containsExactly(1, 600, 3000);
        assertThat(gauge("longshore.slots.busy", "closings")).isZero();
        assertThat(gauge("longshore.slots", "slices")).isEqualTo(8);
        assertThat(registry.get("longshore.session.age.max").gauge().value()).isZero();
        assertThat(registry.get("longshore.certificate.remaining.min").gauge().value()).isNaN();
        assertThat(registry.get("longshore.task.duration")
                .tags("task", "finish", "outcome", "handed_back")
                .timer()
                .totalTime(TimeUnit.MINUTES))
                .isEqualTo(10);
    }

    @Test
    void aFailedTaskIsCountedUnderItsCode() {
        metered((task, context) -> new StepOutcome.Failed(
                Failure.of(ErrorCode.CHECKSUM_MISMATCH, Remedy.RETRY, "differs"))).run(finish(), new RecordingContext());
        assertThat(registry.get("longshore.task.failures")
                .tags("code", "Integrity.ChecksumMismatch", "category", "integrity")
                .counter()
                .count())
                .isEqualTo(1);
    }

    private Steps metered(Steps steps) {
        return new MeteredSteps(steps, new Meters(registry), new Clocks(clock, clock), 8, 4);
    }

    private double gauge(String name, String pool) {
        return registry.get(name).tags("pool", pool).gauge().value();
    }

    private Task finish() {
        Session session = new Session("s", "b", "r", "m.mp4", null, Map.of(), clock.instant().plus(Duration.ofHours(1)), clock.instant(),
                new SealedText("k", "t"));
        PlanSummary plan = new PlanSummary("d", 1, 10, 10, 10, List.of(), "f");
        return new Task.Finish(new TaskId("a", 1, 2), UploadJob.of("a", "/m/a.mp4"), 1, new Checkpoint(plan, session, DoneUnits.NONE),
                true);
    }
}
