package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.PART;
import static dev.longshore.worker.uploader.Bench.checkpoint;
import static dev.longshore.worker.uploader.Bench.failure;
import static dev.longshore.worker.uploader.Bench.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.InlineForker;
import dev.longshore.worker.testkit.RecordingContext;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slices that carry on from a checkpoint. */
class SliceResumeTest {
    private final Bench bench = new Bench();
    private final RecordingContext context = new RecordingContext();

    @AfterEach
    void leavesNoFileOpen() {
        assertThat(bench.storage.open()).isZero();
    }

    @Test
    void anotherWorkerCarriesOnFromTheCheckpointAndSendsOnlyWhatIsMissing() {
        byte[] media = bench.storage.write(MEDIA, LARGE, 1);
        bench.worker().run(bench.first(JOB, 3, 4), context);
        Checkpoint checkpoint = checkpoint(new StepOutcome.LeaseLost(), context);

        RecordingContext second = new RecordingContext();
        StepOutcome outcome = bench.worker().run(bench.next(JOB, checkpoint), second);

        assertThat(outcome).isEqualTo(new StepOutcome.SliceDone(null, null));
        assertThat(second.sessionId()).isEqualTo(checkpoint.session().id());
        assertThat(second.units()).containsExactly(1, 2);
        assertThat(second.bytes()).isEqualTo(LARGE - PART);
        assertThat(bench.vod.sessions()).isEqualTo(1);
        RecordingContext finish = new RecordingContext();
        bench.worker().run(bench.finish(JOB, with(checkpoint, second)), finish);
        assertThat(bench.storedMedia(checkpoint.session())).isEqualTo(media);
    }

    @Test
    void aSourceThatChangedBetweenSlicesStartsOver() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint checkpoint = with(bench.uploaded(JOB), DoneUnits.NONE);
        bench.storage.write(MEDIA, LARGE, 1);
        long parts = bench.cos.faults.made("putPart");
        Failure failure = failure(bench.worker().run(bench.next(JOB, checkpoint), context));
        assertChanged(failure);
        assertThat(failure.message()).contains(checkpoint.plan().fingerprint());
        assertThat(bench.cos.faults.made("putPart")).isEqualTo(parts);
    }

    @Test
    void aCheckpointOfAnotherVersionsPlanStartsOver() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint mine = bench.uploaded(JOB);
        PlanSummary plan = mine.plan();
        PlanSummary other = new PlanSummary(
                "0".repeat(64), 5, plan.bytes(), plan.mediaBytes(), plan.largestUnit(), plan.parted(), plan.fingerprint());
        Failure failure = failure(bench.worker().run(bench.next(JOB, new Checkpoint(other, mine.session(), DoneUnits.NONE)), context));
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
    }

    @Test
    void aSessionThatExpiresWithinTheMarginStartsOverWithoutACall() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint checkpoint = with(bench.uploaded(JOB), DoneUnits.NONE);
        int calls = bench.cos.faults.made().size();
        bench.clock.pass(Duration.ofMinutes(115).minusNanos(1));
        assertThat(bench.worker().run(bench.next(JOB, checkpoint), new RecordingContext())).isInstanceOf(StepOutcome.SliceDone.class);
        calls = bench.cos.faults.made().size() - calls;
        assertThat(calls).isPositive();

        int before = bench.cos.faults.made().size();
        bench.clock.pass(Duration.ofNanos(1));
        Failure failure = failure(bench.worker().run(bench.next(JOB, checkpoint), context));
        assertThat(failure.code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(bench.cos.faults.made()).hasSize(before);
    }

    @Test
    void anUploadThatIsGoneStartsOver() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint checkpoint = with(bench.uploaded(JOB), DoneUnits.NONE);
        bench.worker().run(new Task.Abort(bench.id(), JOB, 1, checkpoint.session()), new RecordingContext());
        Failure failure = failure(bench.worker().run(bench.next(JOB, checkpoint), context));
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(failure.serviceCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void partsThatWereSentButNeverReportedAreAdoptedAndNotSentAgain() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        Checkpoint unreported = with(checkpoint, DoneUnits.NONE.plus(checkpoint.done().receipts().subList(1, 2)));

        bench.worker().run(bench.next(JOB, unreported), context);

        assertThat(context.bytes()).as("sent, as it turns out, by the lost worker").isEqualTo(LARGE - PART);
        assertThat(context.receipts()).containsExactly(checkpoint.done().receipt(0), checkpoint.done().receipt(2));
        assertThat(bench.cos.faults.made("listParts")).isEqualTo(1);
        assertThat(bench.cos.faults.made("putPart")).isEqualTo(3);
    }

    @Test
    void aListedPartWithOtherBytesOrAnotherSizeIsSentAgain() {
        byte[] media = bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint unreported = with(bench.uploaded(JOB), DoneUnits.NONE);
        byte[] other = Arrays.copyOfRange(media, 0, (int) PART);
        other[12] ^= 1;
        bench.cos.replacePart("vod/1/media.mp4", 1, other);
        bench.cos.replacePart("vod/1/media.mp4", 3, new byte[10]);

        bench.worker().run(bench.next(JOB, unreported), context);

        assertThat(context.units()).containsExactly(0, 1, 2);
        assertThat(bench.cos.faults.made("putPart")).as("three at first, two again").isEqualTo(5);
        bench.worker().run(bench.finish(JOB, with(unreported, context)), new RecordingContext());
        assertThat(bench.storedMedia(unreported.session())).isEqualTo(media);
    }

    @Test
    void withoutLeaveToListPartsTheyAreSentAgain() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint unreported = with(bench.uploaded(JOB), DoneUnits.NONE);
        bench.cos.forbidListing();
        bench.worker().run(bench.next(JOB, unreported), context);
        assertThat(context.bytes()).isEqualTo(LARGE);
    }

    @Test
    void aFailingListOfPartsDoesNotFailTheSlice() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint unreported = with(bench.uploaded(JOB), DoneUnits.NONE);
        bench.cos.faults.failNext("listParts", Faults.When.BEFORE, Faults.unavailable());
        assertThat(bench.worker().run(bench.next(JOB, unreported), context)).isInstanceOf(StepOutcome.SliceDone.class);
        assertThat(context.units()).containsExactly(0, 1, 2);
    }

    @Test
    void partsAreNotListedWhereThatIsTurnedOffOrNoneIsMissing() {
        bench.storage.write(MEDIA, LARGE, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        bench.worker().run(bench.next(JOB, checkpoint), context);
        bench.worker(new InlineForker(), Bench.settings(Duration.ofSeconds(5), false))
                .run(bench.next(JOB, with(checkpoint, DoneUnits.NONE)), context);
        assertThat(bench.cos.faults.made("listParts")).isZero();
        assertThat(context.bytes()).isEqualTo(LARGE);
    }

    private static void assertChanged(Failure failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
    }
}
