package dev.longshore.worker.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.Faults.When;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryMediaService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PacedServicesTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "media:film.mp4");
    private static final MediaTypes TYPES = new MediaTypes("mp4", null, "film");
    private static final String REFUSED = "RequestLimitExceeded";

    private final ManualClock clock = new ManualClock();
    private final MemoryMediaService vod = new MemoryMediaService(clock);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final MediaService paced = new PacedMediaService(vod, limiter(CallLimits.DOCUMENTED));

    private CallLimiter limiter(CallLimits limits) {
        return new CallLimiter(limits, Set.of("default", "other"), () -> 1, (_, nanos) -> waits.add(nanos), clock, time -> {
            pauses.add(time);
            clock.pass(time);
        });
    }

    private void refuse(String call, int times) {
        for (int i = 0; i < times; i++) {
            vod.faults.failNext(call, When.BEFORE, Faults.refused(REFUSED, ErrorCode.RATE_LIMITED, Remedy.WAIT_FOR_SERVICE));
        }
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }

    @Test
    void aCallRefusedForItsRateIsRepeatedInAnotherSecond() throws Exception {
        refuse("apply", 4);
        assertThat(paced.apply(JOB, TYPES).mediaPath()).isEqualTo("vod/1/media.mp4");
        assertThat(vod.faults.made()).hasSize(5);
        assertThat(pauses.stream().filter(CallLimiter.PAUSE::equals)).hasSize(4);
        assertThat(waits).hasSize(5);
    }

    @Test
    void aCallThatIsRefusedTimeAndAgainIsTheLedgersMatter() {
        refuse("find", 99);
        assertThat(failure(() -> paced.find(JOB, "vod/1/media.mp4", clock.instant())).serviceCode()).isEqualTo(REFUSED);
        assertThat(vod.faults.made()).hasSize(CallLimiter.TRIES);
    }

    @Test
    void anyOtherRefusalIsNotRepeated() {
        vod.faults.failNext("apply", When.BEFORE, Faults.unavailable());
        assertThat(failure(() -> paced.apply(JOB, TYPES)).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(vod.faults.made()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aCommitWithoutAnAnswerIsNotRepeated() throws Exception {
        OpenedSession session = paced.apply(JOB, TYPES);
        vod.faults.failNext("commit", When.BEFORE, Faults.unavailable());
        assertThatThrownBy(() -> paced.commit(JOB, session.secrets())).isInstanceOf(CommitUnknownException.class);
        assertThat(vod.faults.made("commit")).isEqualTo(1);
    }

    @Test
    void theLastCheckIsPassedBeforeEachTryAndEndsTheCall() throws Exception {
        OpenedSession session = paced.apply(JOB, TYPES);
        refuse("commit", 99);
        List<Long> checks = new ArrayList<>();
        assertThatThrownBy(() -> paced.commit(JOB, session.secrets(), () -> {
            checks.add(vod.faults.made("commit"));
            if (checks.size() == 3) {
                throw new IllegalAccessException("the lease is lost");
            }
        })).isInstanceOf(IllegalAccessException.class);
        assertThat(checks).containsExactly(0L, 1L, 2L);
        assertThat(vod.faults.made("commit")).isEqualTo(2);
    }

    @Test
    void aCallWhoseTurnIsFarAwayIsNotMadeAndSaysWhy() throws Exception {
        var oneOfTen = new CallLimiter(
                new CallLimits(Map.of(VodAction.APPLY_UPLOAD, 1)), Set.of("default"), () -> 10, CallLimiter.WaitObserver.NONE, clock,
                clock::pass);
        var slow = new PacedMediaService(vod, oneOfTen);
        for (int i = 0; i < 3; i++) {
            slow.apply(JOB, TYPES);
        }

        Failure failure = failure(() -> slow.apply(JOB, TYPES));

        assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.serviceCode()).isNull();
        assertThat(failure.message()).contains("ApplyUpload not called", "longshore.vod.call-limits.apply-upload", "0.1");
        assertThat(vod.faults.made()).hasSize(3);
    }

    @Test
    void anInterruptedThreadMakesNoCall() {
        Thread.currentThread().interrupt();
        assertThat(failure(() -> paced.apply(JOB, TYPES)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(vod.faults.made()).isEmpty();
    }

    @Test
    void whoeverIsInterruptedAfterARefusalMakesNoFurtherCall() {
        refuse("apply", 99);
        var limiter = new CallLimiter(CallLimits.DOCUMENTED, Set.of("default"), () -> 1, CallLimiter.WaitObserver.NONE, clock, _ -> {
            throw new InterruptedException();
        });
        assertThat(failure(() -> new PacedMediaService(vod, limiter).apply(JOB, TYPES)).serviceCode()).isEqualTo(REFUSED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(vod.faults.made()).hasSize(1);
    }

    @Test
    void eachProfileAndEachCallHasTurnsOfItsOwn() throws Exception {
        UploadJob other = UploadJob.builder("job-2", "media:film.mp4").credentials("other").build();
        for (int i = 0; i < 3; i++) {
            paced.apply(JOB, TYPES);
            paced.apply(other, TYPES);
            paced.find(JOB, "vod/1/media.mp4", clock.instant());
        }
        assertThat(pauses).isEmpty();
        paced.apply(other, TYPES);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void whatHasNoLimitIsNotPaced() throws Exception {
        var limiter = limiter(CallLimits.DOCUMENTED.with(VodAction.APPLY_UPLOAD, 0));
        assertThat(limiter.turns()).hasSize(6);
        for (int i = 0; i < 1_000; i++) {
            new PacedMediaService(vod, limiter).apply(JOB, TYPES);
        }
        UploadJob unknown = UploadJob.builder("job-2", "media:film.mp4").credentials("nobody's").build();
        for (int i = 0; i < 10; i++) {
            paced.apply(unknown, TYPES);
        }
        assertThat(pauses).isEmpty();
        assertThat(limiter.turns()).hasSize(6);
    }

    @Test
    void manifestsAreAskedForInTurn() throws Exception {
        var service = new PacedManifestService((_, _, content) -> List.of(content), limiter(CallLimits.DOCUMENTED));
        for (int i = 0; i < 43; i++) {
            assertThat(service.parse(JOB, "m3u8", "a.ts")).containsExactly("a.ts");
        }
        Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(2_050));
    }
}
