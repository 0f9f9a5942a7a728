package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.COVER;
import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.JOB_WITH_COVER;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.failure;
import static dev.longshore.worker.uploader.Bench.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.Faults.When;
import dev.longshore.worker.testkit.MemoryObjectStore;
import dev.longshore.worker.testkit.RecordingContext;
import dev.longshore.worker.vod.CallLimiter;
import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.PacedMediaService;
import dev.longshore.worker.vod.VodAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FinishStepTest {
    private final Bench bench = new Bench();

    @Test
    void makesTheObjectsVerifiesThemAndCommitsTheSession() {
        byte[] media = bench.storage.write(MEDIA, LARGE, 1);
        byte[] cover = bench.storage.write(COVER, 10, 2);
        Checkpoint checkpoint = bench.uploaded(JOB_WITH_COVER);

        CommittedMedia committed = committed(bench.worker().run(bench.finish(JOB_WITH_COVER, checkpoint), new RecordingContext()));

        assertThat(bench.vod.media()).hasSize(1);
        assertThat(committed.fileId()).isEqualTo("file-1");
        assertThat(committed.coverUrl()).endsWith("cover.jpg");
        assertThat(committed.crc64()).isEqualTo(MemoryObjectStore.crc64(media));
        assertThat(bench.storedMedia(checkpoint.session())).isEqualTo(media);
        assertThat(bench.cos.object("vod/1/cover.jpg")).isEqualTo(cover);
        assertThat(bench.cos.openUploads()).isZero();
    }

    @Test
    void aSmallFileNeedsNothingButTheCommit() {
        byte[] media = bench.storage.write(MEDIA, 1000, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        int calls = bench.cos.faults.made().size();
        assertThat(committed(finish(checkpoint)).crc64()).isEqualTo(MemoryObjectStore.crc64(media));
        assertThat(bench.cos.faults.made()).hasSize(calls);
        assertThat(bench.vod.faults.made()).containsExactly("apply", "commit");
    }

    @Test
    void doesNotNeedTheSourceAnyMore() {
        Checkpoint checkpoint = large();
        bench.storage.remove(MEDIA);
        committed(finish(checkpoint));
    }

    @Test
    void looksAtTheObjectWhereTheAnswerToCompleteTellsNoChecksum() {
        Checkpoint checkpoint = large();
        bench.cos.keepChecksumsToItself();
        assertThat(committed(finish(checkpoint)).crc64()).isNotNull();
        assertThat(bench.cos.faults.made("head")).isEqualTo(1);
    }

    @Test
    void aRepeatAfterTheAnswerToCompleteWasLostCommitsOnce() {
        Checkpoint checkpoint = large();
        bench.cos.faults.failNext("complete", When.AFTER, Faults.unavailable());
        assertThat(failure(finish(checkpoint))).isEqualTo(Faults.unavailable().failure());
        assertThat(bench.vod.media()).isEmpty();

        assertThat(committed(finish(checkpoint)).crc64()).isNotNull();
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aRepeatMayGoOnToTheCommitWhereLookingAtTheObjectIsNotPermitted() {
        Checkpoint checkpoint = large();
        bench.cos.forbidLooking();
        bench.cos.faults.failNext("complete", When.AFTER, Faults.unavailable());
        finish(checkpoint);
        committed(finish(checkpoint));
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aRepeatOfAFinishThatHadCommittedFindsTheMediaInsteadOfCommittingAgain() {
        Checkpoint checkpoint = large();
        CommittedMedia first = committed(finish(checkpoint));
        CommittedMedia second = committed(finish(checkpoint));
        assertThat(second).isEqualTo(first);
        assertThat(bench.vod.faults.made("commit")).isEqualTo(1);
    }

    @Test
    void aRepeatForASmallFileCommitsTheSameSession() {
        bench.storage.write(MEDIA, 1000, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        assertThat(committed(finish(checkpoint))).isEqualTo(committed(finish(checkpoint)));
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aRepeatThatTheServiceRefusesIsSettledByTheMediaThatExists() {
        bench.storage.write(MEDIA, 1000, 1);
        bench.vod.refuseRepeatedCommits();
        Checkpoint checkpoint = bench.uploaded(JOB);
        assertThat(committed(finish(checkpoint))).isEqualTo(committed(finish(checkpoint)));
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsSettledByTheMediaThatExists() {
        Checkpoint checkpoint = large();
        bench.vod.faults.failNext("commit", When.AFTER, Faults.unavailable());
        CommittedMedia committed = committed(finish(checkpoint));
        assertThat(committed.fileId()).isEqualTo("file-1");
        assertThat(committed.crc64()).isNotNull();
        assertThat(bench.vod.faults.made("commit")).isEqualTo(1);
    }

    @Test
    void aCommitThatNeverArrivedFailsAsItDidAndIsRepeatedForTheSameSession() {
        Checkpoint checkpoint = large();
        bench.vod.faults.failNext("commit", When.BEFORE, Faults.unavailable());
        assertThat(failure(finish(checkpoint))).isEqualTo(Faults.unavailable().failure());
        committed(finish(checkpoint));
        assertThat(bench.vod.media()).hasSize(1);
        assertThat(bench.vod.sessions()).isEqualTo(1);
    }

    @Test
    void aMediaThatCannotBeLookedUpNowIsLookedUpLater() {
        Checkpoint checkpoint = large();
        bench.vod.faults.failNext("commit", When.AFTER, Faults.refused("x", ErrorCode.SERVICE_REJECTED, Remedy.NEW_SESSION));
        bench.vod.faults.failNext("find", When.BEFORE, Faults.unavailable());
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        committed(finish(checkpoint));
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aRefusedSessionThatAnEarlierCommitMayHaveUsedIsNotReplaced() {
        Checkpoint checkpoint = large();
        StepException refused =
                Faults.refused("InvalidParameterValue.VodSessionKey", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        bench.vod.faults.failNext("commit", When.BEFORE, refused);
        Failure failure = failure(finish(checkpoint));
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.code()).isEqualTo(ErrorCode.COMMIT_UNRESOLVED.code());
        assertThat(failure.serviceCode()).isEqualTo("InvalidParameterValue.VodSessionKey");
    }

    @Test
    void anExpiredSessionStartsOverUnlessItsMediaExists() {
        Checkpoint checkpoint = large();
        bench.clock.pass(Duration.ofHours(3));
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(bench.vod.faults.made()).containsExactly("apply", "find");
    }

    @Test
    void anExpiredSessionWhoseMediaExistsIsASuccess() {
        Checkpoint checkpoint = large();
        CommittedMedia first = committed(finish(checkpoint));
        bench.clock.pass(Duration.ofHours(3));
        assertThat(committed(finish(checkpoint)).fileId()).isEqualTo(first.fileId());
    }

    @Test
    void aMissingReceiptCompletesNothing() {
        Checkpoint checkpoint = large();
        assertMismatch(finish(with(checkpoint, DoneUnits.of(checkpoint.done().receipts().subList(0, 2)))));
        assertThat(bench.cos.faults.made("complete")).isZero();
        assertThat(bench.vod.media()).isEmpty();
    }

    @Test
    void aReceiptOverOtherBytesCompletesNothing() {
        Checkpoint checkpoint = large();
        List<UnitReceipt> shorter = new ArrayList<>(checkpoint.done().receipts());
        UnitReceipt last = shorter.removeLast();
        shorter.add(new UnitReceipt(last.unit(), last.bytes() - 1, last.etag(), last.crc64()));
        assertMismatch(finish(with(checkpoint, DoneUnits.of(shorter))));
        assertThat(bench.cos.faults.made("complete")).isZero();
        assertThat(bench.vod.media()).isEmpty();
    }

    @Test
    void anObjectWhoseChecksumIsNotThatOfTheBytesSentIsNeverCommitted() {
        Checkpoint checkpoint = large();
        List<UnitReceipt> receipts = new ArrayList<>(checkpoint.done().receipts());
        UnitReceipt first = receipts.removeFirst();
        receipts.add(new UnitReceipt(first.unit(), first.bytes(), first.etag(), "0123456789abcdef"));
        assertMismatch(finish(with(checkpoint, DoneUnits.of(receipts))));
        assertThat(bench.vod.faults.made("commit")).isZero();
    }

    @Test
    void partsThatCosNoLongerHoldsStartOver() {
        Checkpoint checkpoint = large();
        bench.cos.replacePart("vod/1/media.mp4", 2, new byte[2 << 20]);
        Failure failure = failure(finish(checkpoint));
        assertThat(failure.serviceCode()).isEqualTo("InvalidPart");
        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
    }

    @Test
    void aLeaseLostWhileTheCommitWaitsForItsTurnEndsItThere() {
        bench.storage.write(MEDIA, 1000, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        RecordingContext context = new RecordingContext();
        var limiter = new CallLimiter(
                CallLimits.DOCUMENTED.with(VodAction.COMMIT_UPLOAD, 1), Set.of("default"), () -> 1, CallLimiter.WaitObserver.NONE,
                bench.clock,
                pause -> {
                    bench.clock.pass(pause);
                    context.loseLease();
                });
        UploadSteps worker = bench.worker(media -> new PacedMediaService(media, limiter));
        // What may be done at once after a pause.
        for (int i = 0; i < 3; i++) {
            committed(worker.run(bench.finish(JOB, checkpoint), new RecordingContext()));
        }
        long commits = bench.vod.faults.made("commit");

        assertThat(worker.run(bench.finish(JOB, checkpoint), context)).isEqualTo(new StepOutcome.LeaseLost());
        assertThat(bench.vod.faults.made("commit")).isEqualTo(commits);
    }

    @Test
    void aLeaseLostBeforeACommitIsRepeatedEndsItThere() {
        bench.storage.write(MEDIA, 1000, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        RecordingContext context = new RecordingContext();
        var limiter = new CallLimiter(
                CallLimits.DOCUMENTED, Set.of("default"), () -> 1, CallLimiter.WaitObserver.NONE, bench.clock, _ -> context.loseLease());
        bench.vod.faults.failNext(
                "commit", When.BEFORE, Faults.refused("RequestLimitExceeded", ErrorCode.RATE_LIMITED, Remedy.WAIT_FOR_SERVICE));

        assertThat(bench.worker(media -> new PacedMediaService(media, limiter)).run(bench.finish(JOB, checkpoint), context))
                .isEqualTo(new StepOutcome.LeaseLost());
        assertThat(bench.vod.faults.made("commit")).isEqualTo(1);
    }

    @Test
    void aLeaseLostBeforeCompleteOrCommitEndsItThere() {
        Checkpoint checkpoint = large();
        assertThat(bench.worker().run(bench.finish(JOB, checkpoint), new RecordingContext().leaseFor(0)))
                .isEqualTo(new StepOutcome.LeaseLost());
        assertThat(bench.cos.faults.made("complete")).isZero();
        assertThat(bench.worker().run(bench.finish(JOB, checkpoint), new RecordingContext().leaseFor(1)))
                .isEqualTo(new StepOutcome.LeaseLost());
        assertThat(bench.cos.faults.made("complete")).isEqualTo(1);
        assertThat(bench.vod.faults.made("commit")).isZero();
        RecordingContext stopping = new RecordingContext();
        stopping.stop();
        assertThat(bench.worker().run(bench.finish(JOB, checkpoint), stopping)).isEqualTo(new StepOutcome.HandedBack());
    }

    @Test
    void secretsSealedForAnotherJobDoNotOpen() {
        Checkpoint checkpoint = large();
        UploadJob other = UploadJob.of("job-2", MEDIA);
        assertThat(failure(bench.worker().run(bench.finish(other, checkpoint), new RecordingContext())).code())
                .isEqualTo(ErrorCode.KEY_UNAVAILABLE.code());
    }

    private Checkpoint large() {
        bench.storage.write(MEDIA, LARGE, 1);
        return bench.uploaded(JOB);
    }

    private StepOutcome finish(Checkpoint checkpoint) {
        return bench.worker().run(bench.finish(JOB, checkpoint), new RecordingContext());
    }

    private static CommittedMedia committed(StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Closed(var session, var media) && media != null) {
            assertThat(session).isEqualTo("session-1");
            return media;
        }
        throw new AssertionError("ended as " + outcome);
    }

    private static void assertMismatch(StepOutcome outcome) {
        assertThat(failure(outcome).code()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH.code());
        assertThat(failure(outcome).remedy()).isEqualTo(Remedy.NEW_SESSION);
    }
}
