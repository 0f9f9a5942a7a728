package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.Faults.When;
import dev.longshore.worker.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a finish concludes when it can't know whether an earlier commit took effect. Certificates last two hours here. */
class SettlementTest {
    private static final StepException NO_SEARCH =
            Faults.refused("UnauthorizedOperation", ErrorCode.CREDENTIALS_REJECTED, Remedy.GIVE_UP);
    private static final StepException NO_COMMIT =
            Faults.refused("AuthFailure.SecretIdNotFound", ErrorCode.CREDENTIALS_REJECTED, Remedy.GIVE_UP);
    private static final StepException USED =
            Faults.refused("InvalidParameterValue.VodSessionKey", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(130);

    private final Bench bench = new Bench();

    @Test
    void aRefusedLookUpAfterALostCommitAnswerProvesNothing() {
        Checkpoint checkpoint = lostAnswer();
        bench.vod.faults.failNext("commit", When.BEFORE, USED);
        bench.vod.faults.failNext("find", When.BEFORE, NO_SEARCH);

        Failure failure = failure(finish(checkpoint));

        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.code()).isEqualTo(ErrorCode.COMMIT_UNRESOLVED.code());
        assertThat(failure.serviceCode()).isEqualTo("UnauthorizedOperation");
        assertThat(failure.message()).contains("InvalidParameterValue.VodSessionKey", "vod/1/media.mp4", "UnauthorizedOperation");
    }

    @Test
    void onceTheRightIsGrantedTheMediaIsFound() {
        Checkpoint checkpoint = lostAnswer();
        bench.vod.faults.failNext("commit", When.BEFORE, USED);
        bench.vod.faults.failNext("find", When.BEFORE, NO_SEARCH);
        finish(checkpoint);
        bench.vod.faults.failNext("commit", When.BEFORE, USED);

        assertThat(finish(checkpoint)).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.vod.media()).hasSize(1);
    }

    @Test
    void aLookUpThatIsRefusedForeverEndsTheJobAndOpensNoOtherSession() {
        Checkpoint checkpoint = lostAnswer();
        bench.clock.pass(UNTIL_SETTLED);
        bench.vod.faults.failNext("commit", When.BEFORE, USED);
        bench.vod.faults.failNext("find", When.BEFORE, NO_SEARCH);

        Failure failure = failure(finish(checkpoint));

        assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failure.code()).isEqualTo(ErrorCode.COMMIT_UNRESOLVED.code());
        assertThat(ErrorCode.COMMIT_UNRESOLVED.retryable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Remedy.class, names = {"GIVE_UP", "RETRY", "NEW_SESSION"})
    void aLookUpThatFailsInWhateverWayProvesNothing(Remedy remedy) {
        Checkpoint checkpoint = lostAnswer();
        bench.vod.faults.failNext("commit", When.BEFORE, USED);
        bench.vod.faults.failNext("find", When.BEFORE, Faults.refused("Whatever", ErrorCode.SERVICE_REJECTED, remedy));
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
    }

    @ParameterizedTest
    @EnumSource(value = Remedy.class, names = {"GIVE_UP", "RETRY", "NEW_SESSION"})
    void noFailureEndsTheJobOrTheSessionWhileAnEarlierCommitMayStillShow(Remedy remedy) {
        Checkpoint checkpoint = notShownYet();
        bench.vod.faults.failNext("commit", When.BEFORE, Faults.refused("Whatever", ErrorCode.SERVICE_REJECTED, remedy));

        Failure failure = failure(finish(checkpoint));

        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.code()).isEqualTo(ErrorCode.COMMIT_UNRESOLVED.code());
        assertThat(failure.serviceCode()).isEqualTo("Whatever");
    }

    @ParameterizedTest
    @EnumSource(value = Remedy.class, names = {"GIVE_UP", "RETRY", "NEW_SESSION"})
    void whatFailsWhenAllIsSettledAndNoMediaThereStands(Remedy remedy) {
        Checkpoint checkpoint = notShownYet();
        bench.clock.pass(UNTIL_SETTLED);
        StepException thrown = Faults.refused("Whatever", ErrorCode.SERVICE_REJECTED, remedy);
        bench.vod.faults.failNext("commit", When.BEFORE, thrown);
        assertThat(failure(finish(checkpoint))).isEqualTo(thrown.failure());
    }

    @Test
    void aFirstCommitThatIsRefusedAtTheDoorEndsTheJobEvenWhereLookUpsAreRefusedToo() {
        Checkpoint checkpoint = small();
        bench.vod.faults.failNext("commit", When.BEFORE, NO_COMMIT);
        bench.vod.faults.failNext("find", When.BEFORE, NO_SEARCH);
        assertThat(failure(finish(checkpoint))).isEqualTo(NO_COMMIT.failure());
    }

    @Test
    void theSameInALaterFinishWaits() {
        Checkpoint checkpoint = notShownYet();
        bench.vod.faults.failNext("commit", When.BEFORE, NO_COMMIT);
        bench.vod.faults.failNext("find", When.BEFORE, NO_SEARCH);
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
    }

    @Test
    void aFirstFinishThatFindsItsUploadGoneHasNoProofEither() {
        bench.storage.write(MEDIA, Bench.LARGE, 1);
        Checkpoint checkpoint = bench.uploaded(JOB);
        bench.cos.faults.failNext("complete", When.AFTER, Faults.refused("NoSuchUpload", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION));
        bench.vod.faults.failNext("commit", When.BEFORE, NO_COMMIT);
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
    }

    @Test
    void aFinishThatDoesNotSayIsNoFirstOne() {
        String json = new String(StepCodec.write(bench.finish(JOB, small())), StandardCharsets.UTF_8);
        assertThat(json).contains(",\"first\":true");
        Task read = StepCodec.readTask(json.replace(",\"first\":true", "").getBytes(StandardCharsets.UTF_8));
        assertThat(((Task.Finish) read).first()).isFalse();
    }

    private Checkpoint small() {
        bench.storage.write(MEDIA, 1000, 1);
        return bench.uploaded(JOB);
    }

    /** The first finish's commit took effect, its answer was lost, and so was that of the look-up. */
    private Checkpoint lostAnswer() {
        Checkpoint checkpoint = small();
        bench.vod.faults.failNext("commit", When.AFTER, Faults.unavailable());
        bench.vod.faults.failNext("find", When.BEFORE, Faults.unavailable());
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(bench.vod.media()).hasSize(1);
        return checkpoint;
    }

    /** The first finish's commit was not answered, and the search shows nothing. */
    private Checkpoint notShownYet() {
        Checkpoint checkpoint = small();
        bench.vod.faults.failNext("commit", When.BEFORE, Faults.unavailable());
        assertThat(failure(finish(checkpoint)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        return checkpoint;
    }

    private StepOutcome finish(Checkpoint checkpoint) {
        return bench.worker().run(bench.finish(JOB, checkpoint), new RecordingContext());
    }
}
