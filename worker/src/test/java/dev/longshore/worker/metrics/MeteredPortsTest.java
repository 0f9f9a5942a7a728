package dev.longshore.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.PacedBody;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.tencent.CosErrors;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryMediaService;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.CallLimiter;
import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.ManifestService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.PacedManifestService;
import dev.longshore.worker.vod.tencent.VodErrors;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the decorators of the ports tell of the calls that pass through them. */
class MeteredPortsTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/m/film.mp4");
    private static final MediaTypes TYPES = new MediaTypes("mp4", null, "film");
    private static final int SIZE = 3_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final ManualClock clock = new ManualClock();
    private final Clocks clocks = new Clocks(clock, clock);
    private final MemoryMediaService memory = new MemoryMediaService(clock);
    private final MeteredMediaService vod = new MeteredMediaService(memory, meters, VodErrors.TABLE, clocks);
    private final MeteredObjectStore cos = new MeteredObjectStore(memory.store, meters, CosErrors.TABLE, clocks);

    @Test
    void aCallIsTimedUnderItsAction() throws Exception {
        memory.faults.atEachCall(_ -> clock.pass(Duration.ofMillis(70)));
        vod.apply(JOB, TYPES);
        var timer = registry.get("longshore.vod.call.duration").tags("action", "ApplyUpload", "outcome", "ok").timer();
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
        assertThat(registry.get("longshore.certificate.lifetime").gauge().value()).isEqualTo(Duration.ofHours(2).toSeconds());
    }

    @Test
    void aRefusalIsCountedUnderTheServicesCodeAsTheTableHasIt() {
        fail(new Failure(ErrorCode.CREDENTIALS_REJECTED.code(), ErrorCode.CREDENTIALS_REJECTED.category(), Remedy.GIVE_UP, "no", null,
                "AuthFailure.SomethingNew", "no", "r"));
        fail(new Failure(ErrorCode.SERVICE_REJECTED.code(), ErrorCode.SERVICE_REJECTED.category(), Remedy.GIVE_UP, "no", null,
                "Brand.New.8f3a", "no", "r"));
        assertThat(vodErrors("AuthFailure.*", "credentials")).isEqualTo(1);
        assertThat(vodErrors("other", "service")).isEqualTo(1);
        assertThat(registry.get("longshore.vod.call.duration").tags("action", "ApplyUpload", "outcome", "refused").timer().count())
                .isEqualTo(2);
    }

    @Test
    void noAnswerIsToldFromARefusal() {
        fail(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "gone"));
        assertThat(vodErrors("Service.Unavailable", "service")).isEqualTo(1);
        assertThat(registry.get("longshore.vod.call.duration").tags("outcome", "unanswered").timer().count()).isEqualTo(1);
    }

    @Test
    void eachTryOfAManifestCallIsCountedWithWhatTheServiceSaid() throws Exception {
        Failure refused = new Failure(ErrorCode.RATE_LIMITED.code(), ErrorCode.RATE_LIMITED.category(), Remedy.WAIT_FOR_SERVICE, "slower",
                null, "RequestLimitExceeded", "slower", "r");
        int[] calls = new int[1];
        ManifestService service = (_, _, _) -> {
            clock.pass(Duration.ofMillis(30));
            if (calls[0]++ == 0) {
                throw new StepException(refused);
            }
            return List.of("a.ts");
        };
        var metered = new MeteredManifestService(service, meters, VodErrors.TABLE, clock);
        TurnMeters turns = new TurnMeters(meters);
        var limiter = new CallLimiter(CallLimits.DOCUMENTED, Set.of("default"), () -> 2, turns, clock, clock::pass);
        turns.show(limiter);
        var paced = new PacedManifestService(metered, limiter);
        assertThat(paced.parse(JOB, "m3u8", "#EXTM3U")).containsExactly("a.ts");
        assertThat(parseCalls("ok").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
        assertThat(parseCalls("refused").count()).isEqualTo(1);
        assertThat(registry.get("longshore.vod.call.errors")
                .tags("action", "ParseStreamingManifest", "code", "RequestLimitExceeded.*")
                .counter()
                .count()).isEqualTo(1);
        assertThat(registry.get("longshore.vod.turn.wait").tags("action", "ParseStreamingManifest").timer().count()).isEqualTo(2);
        assertThat(gauge("longshore.vod.call.share", "ParseStreamingManifest")).isEqualTo(9.8);
        assertThat(gauge("longshore.vod.call.rate", "ParseStreamingManifest")).isEqualTo(9.8);
        assertThat(gauge("longshore.vod.call.rate", "ApplyUpload")).isEqualTo(98);
    }

    private double gauge(String name, String action) {
        return registry.get(name).tags("action", action, "profile", "default").gauge().value();
    }

    private Timer parseCalls(String outcome) {
        return registry.get("longshore.vod.call.duration").tags("action", "ParseStreamingManifest", "outcome", outcome).timer();
    }

    private void fail(Failure failure) {
        memory.faults.failNext("apply", Faults.When.BEFORE, new StepException(failure));
        assertThatThrownBy(() -> vod.apply(JOB, TYPES)).isInstanceOf(StepException.class);
    }

    private double vodErrors(String code, String category) {
        return registry.get("longshore.vod.call.errors")
                .tags("action", "ApplyUpload", "code", code, "category", category)
                .counter()
                .count();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsCountedAsUnanswered() throws Exception {
        OpenedSession session = vod.apply(JOB, TYPES);
        cos.put(address(session), MemoryBody.ofSize(10));
        memory.faults.failNext("commit", Faults.When.AFTER, new StepException(
                Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "lost")));
        assertThatThrownBy(() -> vod.commit(JOB, session.secrets())).isInstanceOf(CommitUnknownException.class);
        assertThat(vod.find(JOB, session.mediaPath(), clock.instant())).isPresent();
        assertThat(registry.get("longshore.vod.call.duration").tags("action", "CommitUpload", "outcome", "unanswered").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("longshore.vod.call.duration").tags("action", "SearchMedia", "outcome", "ok").timer().count()).isEqualTo(1);
    }

    @Test
    void theTimeThatABodyWaitsForBandwidthIsCountedOfEachTry() throws Exception {
        OpenedSession session = memory.apply(JOB, TYPES);
        memory.store.faults.failNext("put", Faults.When.AFTER, new StepException(
                Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "reset")));
        Pace pace = new Pace() {
            @Override
            public int piece() {
                return Integer.MAX_VALUE;
            }

            @Override
            public long await(int bytes) {
                return Duration.ofMillis(bytes / 1000).toNanos();
            }
        };
        var retrying = new RetryingObjectStore(cos, RetryingObjectStore.Policy.DEFAULT, new CountingSleeper(clock::pass, meters));

        retrying.put(address(session), new PacedBody(MemoryBody.ofSize(SIZE), pace));

        assertThat(registry.get("longshore.bandwidth.waited").counter().count()).isEqualTo(2.0 * SIZE / 1_000_000);
    }

    @Test
    void bytesOfFailedTriesAreSentButNotStoredAndEachRepeatIsCounted() throws Exception {
        OpenedSession session = memory.apply(JOB, TYPES);
        memory.store.faults.failNext("put", Faults.When.AFTER, new StepException(
                Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "reset")));
        MemoryBody body = MemoryBody.ofSize(SIZE);
        var retrying = new RetryingObjectStore(cos, RetryingObjectStore.Policy.DEFAULT, new CountingSleeper(clock::pass, meters));
        retrying.put(address(session), body);
        assertThat(body.bytesSent()).isEqualTo(2L * SIZE);
        assertThat(registry.get("longshore.cos.sent").counter().count()).isEqualTo(2.0 * SIZE);
        assertThat(registry.get("longshore.cos.stored").counter().count()).isEqualTo(SIZE);
        assertThat(registry.get("longshore.cos.retries").counter().count()).isEqualTo(1);
        assertThat(registry.get("longshore.cos.call.duration").tags("action", "PutObject", "outcome", "ok").timer().count()).isEqualTo(1);
    }

    @Test
    void unitsInFlightAreSeenWhileTheyAre() throws Exception {
        OpenedSession session = memory.apply(JOB, TYPES);
        double[] seen = new double[1];
        memory.store.faults.atEachCall(_ -> seen[0] = registry.get("longshore.units.in.flight").gauge().value());
        cos.put(address(session), MemoryBody.ofSize(10));
        assertThat(seen[0]).isEqualTo(1);
        assertThat(registry.get("longshore.units.in.flight").gauge().value()).isZero();
    }

    private static ObjectAddress address(OpenedSession session) {
        return new ObjectAddress(session.bucket(), session.storageRegion(), session.mediaPath(), session.secrets());
    }
}
