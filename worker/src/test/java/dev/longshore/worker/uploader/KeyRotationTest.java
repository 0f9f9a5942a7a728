package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.checkpoint;
import static dev.longshore.worker.uploader.Bench.failure;
import static dev.longshore.worker.uploader.Bench.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.seal.AesGcmSeal;
import dev.longshore.worker.seal.KeyRing;
import dev.longshore.worker.seal.KeyRing.NamedKey;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.testkit.InlineForker;
import dev.longshore.worker.testkit.RecordingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a job whose session was sealed with a key that is being replaced, or is gone. */
class KeyRotationTest {
    private static final NamedKey OLD = key("2026-01", 1);
    private static final NamedKey NEW = key("2026-02", 2);

    private final Bench bench = new Bench();
    private byte[] media;

    @BeforeEach
    void write() {
        media = bench.storage.write(MEDIA, LARGE, 1);
    }

    @Test
    void aJobBegunUnderTheOldKeyIsCarriedOnByWorkersThatSealWithTheNewOne() {
        Checkpoint begun = begun(worker(OLD), 3);
        assertThat(begun.session().sealed().keyId()).isEqualTo(OLD.id());

        UploadSteps next = worker(NEW, OLD);
        RecordingContext rest = new RecordingContext();
        assertThat(next.run(slice(begun, 1), rest)).isInstanceOf(StepOutcome.SliceDone.class);
        assertThat(next.run(bench.finish(JOB, with(begun, rest)), new RecordingContext())).isInstanceOf(StepOutcome.Closed.class);

        assertThat(rest.units()).as("units sent again").containsExactly(1, 2);
        assertThat(bench.vod.sessions()).isEqualTo(1);
        assertThat(bench.storedMedia(begun.session())).isEqualTo(media);
    }

    @Test
    void aSliceWithoutTheKeyWaitsForAnotherWorkerOnceAndThenStartsOver() {
        Checkpoint begun = begun(worker(OLD), 3);
        UploadSteps keyless = worker(NEW);

        Failure first = failure(keyless.run(slice(begun, 1), new RecordingContext()));
        Failure second = failure(keyless.run(slice(begun, 2), new RecordingContext()));

        assertThat(first.code()).isEqualTo(second.code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE.code());
        assertThat(first.message()).contains("key '" + OLD.id() + "', which this worker lacks");
        assertThat(first.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(second.remedy()).isEqualTo(Remedy.NEW_SESSION);
    }

    @Test
    void aFinishWithoutTheKeyWaitsForAWorkerThatHasItAtNoAttemptsCost() {
        Checkpoint whole = begun(worker(OLD), 1);

        Failure failure = failure(worker(NEW).run(bench.finish(JOB, whole), new RecordingContext()));
        assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);

        assertThat(worker(NEW, OLD).run(bench.finish(JOB, whole), new RecordingContext())).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.storedMedia(whole.session())).isEqualTo(media);
    }

    @Test
    void aFinishWithoutTheKeyFindsTheMediaThatAnEarlierFinishHasMade() {
        Checkpoint whole = begun(worker(OLD), 1);
        StepOutcome committed = worker(OLD).run(bench.finish(JOB, whole), new RecordingContext());

        StepOutcome found = worker(NEW).run(bench.finish(JOB, whole), new RecordingContext());

        assertThat(((StepOutcome.Closed) found).media().fileId()).isEqualTo(((StepOutcome.Closed) committed).media().fileId());
    }

    @Test
    void aFinishWithoutTheKeyStartsOverOnlyWhenNoMediaOfTheSessionCanAppearAnyMore() {
        Checkpoint whole = begun(worker(OLD), 1);
        Duration untilExpiry = Duration.between(bench.clock.instant(), whole.session().expiresAt());

        bench.clock.pass(untilExpiry.plus(Settlement.SETTLED_AFTER).minusNanos(1));
        assertThat(failure(worker(NEW).run(bench.finish(JOB, whole), new RecordingContext())).remedy())
                .isEqualTo(Remedy.WAIT_FOR_SERVICE);
        bench.clock.pass(Duration.ofNanos(1));
        assertThat(failure(worker(NEW).run(bench.finish(JOB, whole), new RecordingContext())).remedy()).isEqualTo(Remedy.NEW_SESSION);
    }

    private Checkpoint begun(UploadSteps worker, int ways) {
        RecordingContext context = new RecordingContext();
        StepOutcome outcome = worker.run(bench.first(JOB, ways, 4), context);
        Checkpoint checkpoint = checkpoint(outcome, context);
        return with(checkpoint, DoneUnits.of(context.receipts()));
    }

    private Task.Slice slice(Checkpoint checkpoint, int attempt) {
        UnitRange all = new UnitRange(0, checkpoint.plan().units());
        return new Task.Slice(bench.id(), JOB, attempt, checkpoint, all, 1, 4, 20_000);
    }

    private UploadSteps worker(NamedKey... keys) {
        StepPorts ports = new StepPorts(bench.storage, bench.vod, bench.cos, new AesGcmSeal(KeyRing.of(List.of(keys))));
        return new UploadSteps(ports, new StepRuntime(bench.clock, bench.clock, new InlineForker(), () -> "session"), StepSettings.DEFAULT);
    }

    private static NamedKey key(String id, int fill) {
        byte[] bytes = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(bytes, (byte) fill);
        return new NamedKey(id, Base64.getEncoder().encodeToString(bytes));
    }
}
