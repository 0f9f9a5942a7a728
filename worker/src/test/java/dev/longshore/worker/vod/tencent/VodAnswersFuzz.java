package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.AnswerServer;
import dev.longshore.worker.testing.Lines;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** Whatever VOD answers is what was asked for, whole, or a failure that says what is wrong with it. */
class VodAnswersFuzz {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final AnswerServer SERVER = server();
    private static final VodMediaService VOD = new VodMediaService(
            new VodSettings(SERVER.endpoint(), "http", "ap-x", LIMIT, LIMIT, LIMIT, null),
            CredentialProfiles.ofKeys(Map.of("default", new Credential("id", "key", null))));

    /** The first byte says which call the others answer. */
    @FuzzTest(maxDuration = "4m")
    void bytesAreAWholeAnswerOrAFailure(byte[] data) {
        if (data.length == 0) {
            return;
        }
        SERVER.answer(200, Arrays.copyOfRange(data, 1, data.length));
        try {
            switch (data[0]) {
                case 'c' -> requireWhole(VOD.commit(JOB, new SessionSecrets("s", "i", "k", "t")));
                case 'f' -> VOD.find(JOB, "a/b.mp4", Instant.EPOCH.plusSeconds(1_800_000_000)).ifPresent(VodAnswersFuzz::requireWhole);
                default -> requireWhole(VOD.apply(JOB, new MediaTypes("mp4", data[0] == 'i' ? "jpg" : null, "film")));
            }
        } catch (StepException e) {
            Lines.requireLines(e.failure());
        } catch (CommitUnknownException e) {
            Lines.requireLines(e.failure());
        }
    }

    private static void requireWhole(OpenedSession opened) {
        assertThat(opened.bucket()).isNotEmpty();
        assertThat(opened.mediaPath()).isNotEmpty();
        assertThat(opened.expiresAt()).isNotNull();
        assertThat(opened.secrets().token()).isNotEmpty();
    }

    private static void requireWhole(CommittedMedia media) {
        assertThat(media.fileId()).isNotEmpty();
        assertThat(media.mediaUrl()).isNotNull();
    }

    private static AnswerServer server() {
        try {
            return new AnswerServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
