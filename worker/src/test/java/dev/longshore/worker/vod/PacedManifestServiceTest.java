package dev.longshore.worker.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedManifestServiceTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "media:index.m3u8");

    private final ManualClock clock = new ManualClock();
    private final List<Long> calls = new ArrayList<>();
    private int refusals;
    private ErrorCode code = ErrorCode.RATE_LIMITED;
    private final PacedManifestService service = new PacedManifestService(this::answer, 20, clock, clock::pass);

    private List<String> answer(UploadJob job, String type, String content) throws StepException {
        calls.add(clock.getAsLong());
        if (refusals-- > 0) {
            throw Faults.refused("RequestLimitExceeded", code, Remedy.WAIT_FOR_SERVICE);
        }
        return List.of(content);
    }

    @Test
    void callsKeepTheirDistanceAndOneAfterAPauseIsMadeAtOnce() throws StepException {
        for (int i = 0; i < 41; i++) {
            service.parse(JOB, "m3u8", "a.ts");
        }
        assertThat(calls.getLast() - calls.getFirst()).isEqualTo(Duration.ofSeconds(2).toNanos());
        clock.pass(Duration.ofMinutes(1));
        long now = clock.getAsLong();
        service.parse(JOB, "m3u8", "a.ts");
        assertThat(calls.getLast()).isEqualTo(now);
    }

    @Test
    void aCallRefusedForItsRateIsRepeatedAFewTimes() throws StepException {
        refusals = 4;
        assertThat(service.parse(JOB, "m3u8", "a.ts")).containsExactly("a.ts");
        assertThat(calls).hasSize(5);

        refusals = 99;
        StepException refused = catchThrowableOfType(StepException.class, () -> service.parse(JOB, "m3u8", "a.ts"));
        assertThat(refused.failure().serviceCode()).isEqualTo("RequestLimitExceeded");
        assertThat(calls).hasSize(10);
    }

    @Test
    void anyOtherRefusalIsNotRepeated() {
        refusals = 1;
        code = ErrorCode.SERVICE_UNAVAILABLE;
        assertThat(catchThrowableOfType(StepException.class, () -> service.parse(JOB, "m3u8", "a.ts"))).isNotNull();
        assertThat(calls).hasSize(1);
    }
}
