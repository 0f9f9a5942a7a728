package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.COVER;
import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.JOB_WITH_COVER;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.PART;
import static dev.longshore.worker.uploader.Bench.checkpoint;
import static dev.longshore.worker.uploader.Bench.failure;
import static dev.longshore.worker.uploader.Bench.with;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.RecordingContext;
import dev.longshore.worker.vod.MediaTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SliceStepTest {
    private final Bench bench = new Bench();
    private final RecordingContext context = new RecordingContext();

    @AfterEach
    void leavesNoFileOpen() {
        assertThat(bench.storage.open()).isZero();
    }

    @Test
    void aSmallFileAndItsCoverGoUpInOneSliceThatReportsTheSessionAtItsEnd() {
        byte[] media = bench.storage.write(MEDIA, 1000, 1);
        byte[] cover = bench.storage.write(COVER, 10, 2);
        bench.vod.faults.atEachCall(call -> assertThat(context.sessionId()).isNull());
        bench.cos.faults.atEachCall(call -> assertThat(context.receipts()).isEmpty());

        StepOutcome outcome = bench.worker().run(bench.first(JOB_WITH_COVER, 4, 4), context);

        StepOutcome.SliceDone done = (StepOutcome.SliceDone) outcome;
        assertThat(done.session()).isNotNull();
        assertThat(context.prepared()).isNull();
        assertThat(context.sessionId()).isEqualTo(done.session().id());
        assertThat(context.units()).containsExactly(0, 1);
        assertThat(context.bytes()).isEqualTo(1010);
        assertThat(done.plan())
                .isEqualTo(new PlanSummary(requireNonNull(done.plan()).digest(), 2, 1010, 1000, 1000, List.of(), "1000:1|10:2"));
        assertThat(bench.storedMedia(done.session())).isEqualTo(media);
        assertThat(bench.cos.object("vod/1/cover.jpg")).isEqualTo(cover);
        assertThat(bench.vod.types()).containsExactly(new MediaTypes("mp4", "jpg", "film.mp4"));
    }

    @Test
    void aLargeFilesSessionIsReportedBeforeItsFirstPart() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> assertThat(call.startsWith("putPart") && context.prepared() == null).isFalse());

        StepOutcome outcome = bench.worker().run(bench.first(JOB), context);

        assertThat(outcome).isEqualTo(new StepOutcome.SliceDone(null, null));
        assertThat(requireNonNull(context.prepared()).uploads()).containsOnlyKeys(0);
        assertThat(context.sessionId()).isEqualTo(requireNonNull(context.prepared()).id());
        assertThat(context.units()).containsExactly(0, 1, 2);
        assertThat(context.receipts().stream().mapToLong(receipt -> receipt.bytes()).sum()).isEqualTo(LARGE);
        assertThat(context.bytes()).isEqualTo(LARGE);
    }

    @Test
    void aFirstSliceOfSeveralTakesItsShareOnly() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.worker().run(bench.first(JOB, 3, 4), context);
        assertThat(context.units()).containsExactly(0);
        assertThat(requireNonNull(context.plan()).units()).isEqualTo(3);
    }

    @Test
    void aSpentBudgetEndsTheSliceAfterTheUnitInFlightAndEverySliceGainsOne() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> bench.clock.pass(Duration.ofSeconds(30)));
        bench.worker().run(bench.first(JOB), context);
        assertThat(context.units()).containsExactly(0);

        Checkpoint checkpoint = checkpoint(new StepOutcome.SliceDone(null, null), context);
        for (int slices = 0; checkpoint.done().count() < 3; slices++) {
            assertThat(slices).isLessThan(2);
            RecordingContext more = new RecordingContext();
            assertThat(bench.worker().run(bench.next(JOB, checkpoint), more)).isEqualTo(new StepOutcome.SliceDone(null, null));
            checkpoint = with(checkpoint, more);
        }
    }

    @Test
    void aLeaseLostBeforeAnyStepOfASliceEndsItThereAndLeavesNoUploadThatNobodyKnows() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.storage.write(COVER, 10, 2);
        int questions = 0;
        for (boolean ended = false; !ended; questions++) {
            RecordingContext leased = new RecordingContext().leaseFor(questions);
            int uploadsBefore = bench.cos.openUploads();
            StepOutcome outcome = bench.worker().run(bench.first(JOB_WITH_COVER), leased);
            ended = outcome instanceof StepOutcome.SliceDone;
            if (!ended) {
                assertThat(outcome).isEqualTo(new StepOutcome.LeaseLost());
                assertThat(leased.receipts()).hasSize(Math.max(0, questions - 2));
            }
            assertThat(bench.cos.openUploads() - uploadsBefore)
                    .isEqualTo(leased.prepared() == null || leased.prepared().announced() ? 0 : 1);
        }
        assertThat(questions - 1).as("apply, initiate, four units").isEqualTo(6);
    }

    @Test
    void aSmallUploadThatLosesItsLeaseTellsNothing() {
        bench.storage.write(MEDIA, 1000, 1);
        bench.storage.write(COVER, 10, 2);
        RecordingContext leased = new RecordingContext().leaseFor(2);
        assertThat(bench.worker().run(bench.first(JOB_WITH_COVER), leased)).isEqualTo(new StepOutcome.LeaseLost());
        assertThat(leased.receipts()).isEmpty();
        assertThat(leased.sessionId()).isNull();
    }

    @Test
    void aStoppingWorkerHandsBackWhatItHasNotBegun() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> {
            if (call.startsWith("putPart")) {
                context.stop();
            }
        });
        assertThat(bench.worker().run(bench.first(JOB), context)).isEqualTo(new StepOutcome.HandedBack());
        assertThat(context.units()).containsExactly(0);
    }

    @Test
    void aFailingUnitEndsTheSliceAndDoneOnesStayReported() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.failNext("putPart vod/1/media.mp4 2", Faults.When.BEFORE, Faults.unavailable());
        Failure failure = failure(bench.worker().run(bench.first(JOB), context));
        assertThat(failure).isEqualTo(Faults.unavailable().failure());
        assertThat(context.units()).containsExactly(0);
        assertThat(bench.cos.faults.made("putPart")).isEqualTo(2);
    }

    @Test
    void anErrorInTheStoreBecomesAnInternalErrorThatIsTriedAgain() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> {
            if (call.endsWith(" 2")) {
                throw new IllegalStateException("a bug");
            }
        });
        Failure failure = failure(bench.worker().run(bench.first(JOB), context));
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure.message()).contains("a bug");
    }

    @Test
    void aSourceThatChangesWhileAPartIsReadGivesThatPartNoReceipt() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> {
            if (call.endsWith(" 2")) {
                bench.storage.write(MEDIA, LARGE, 9);
            }
        });
        Failure failure = failure(bench.worker().run(bench.first(JOB), context));
        assertChanged(failure);
        assertThat(context.units()).containsExactly(0);
    }

    @Test
    void aSourceThatIsCutWhileItIsReadIsAChangedOne() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> {
            if (call.endsWith(" 3")) {
                bench.storage.write(MEDIA, PART, 1);
            }
        });
        assertChanged(failure(bench.worker().run(bench.first(JOB), context)));
    }

    @Test
    void aMediaThatChangesWhileTheCoverGoesUpIsNoticedAtTheEnd() {
        bench.storage.write(MEDIA, 1000, 1);
        bench.storage.write(COVER, 10, 2);
        bench.cos.faults.atEachCall(call -> {
            if (call.contains("cover")) {
                bench.storage.write(MEDIA, 1000, 9);
            }
        });
        assertChanged(failure(bench.worker().run(bench.first(JOB_WITH_COVER), context)));
        assertThat(context.receipts()).isEmpty();
    }

    @Test
    void aSessionThatCouldNotBeReportedLeavesNoUploadBehindAndStartsOver() {
        bench.storage.write(MEDIA, LARGE, 1);
        Failure unreportable = Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.RETRY, "no Kafka");
        context.failPrepared(new StepException(unreportable));
        Failure failure = failure(bench.worker().run(bench.first(JOB), context));
        assertThat(failure.message()).isEqualTo("no Kafka");
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(bench.cos.openUploads()).isZero();
        assertThat(bench.cos.faults.made("putPart")).isZero();
    }

    @Test
    void refusalsOfApplyAndInitiateAreReportedAsTheyAre() {
        bench.storage.write(MEDIA, LARGE, 1);
        StepException refused = Faults.refused("UnauthorizedOperation", ErrorCode.CREDENTIALS_REJECTED, Remedy.GIVE_UP);
        bench.vod.faults.failNext("apply", Faults.When.BEFORE, refused);
        assertThat(failure(bench.worker().run(bench.first(JOB), context))).isEqualTo(refused.failure());
        bench.cos.faults.failNext("initiate", Faults.When.BEFORE, Faults.unavailable());
        assertThat(failure(bench.worker().run(bench.first(JOB), context))).isEqualTo(Faults.unavailable().failure());
        assertThat(context.prepared().announced()).isTrue();
    }

    @Test
    void nothingIsOpenedAtTheServiceForASourceThatIsNoGood() {
        bench.storage.write("/m/film", 10, 1);
        bench.storage.write("/m/index.mpd", 10, 1);
        assertThat(failure(bench.worker().run(bench.first(JOB), context)).code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(failure(bench.worker().run(bench.first(UploadJob.of("job-1", "/m/film")), context)).field()).isEqualTo("mediaType");
        assertThat(failure(bench.worker().run(bench.first(UploadJob.of("job-1", "/m/index.mpd")), context)).code())
                .isEqualTo(ErrorCode.MANIFEST_INVALID.code());
        bench.storage.write(MEDIA, 10, 1);
        Failure cover = failure(bench.worker().run(bench.first(JOB_WITH_COVER), context));
        assertThat(cover.field()).isEqualTo("coverFilePath");
        assertThat(bench.vod.faults.made()).isEmpty();
    }

    private static void assertChanged(Failure failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
    }
}
