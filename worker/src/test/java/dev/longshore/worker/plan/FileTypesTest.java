package dev.longshore.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypesTest {
    private static final UploadJob JOB = UploadJob.of("j", "/m/a");

    @Test
    void takesTheExtensionsInLowerCaseAndTheFilesName() throws StepException {
        assertThat(FileTypes.of(JOB, "Night.Train.MP4", "front.JPG")).isEqualTo(new MediaTypes("mp4", "jpg", "Night.Train.MP4"));
        assertThat(FileTypes.of(JOB, "a.mov", null)).isEqualTo(new MediaTypes("mov", null, "a.mov"));
    }

    @Test
    void prefersTheJobsOwnWords() throws StepException {
        UploadJob job = UploadJob.builder("j", "/m/a").mediaType("MOV").coverType("png").mediaName("Night train").build();
        assertThat(FileTypes.of(job, "a.mp4", "b.jpg")).isEqualTo(new MediaTypes("mov", "png", "Night train"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"film", ".mp4", "film.", "film.a b", "film.12345678901234567"})
    void namesTheFieldThatWouldHelpWhenThereIsNoExtension(String name) {
        Failure media = failure(JOB, name, null);
        assertThat(media.code()).isEqualTo(ErrorCode.SOURCE_TYPE_UNKNOWN.code());
        assertThat(media.field()).isEqualTo("mediaType");
        assertThat(failure(JOB, "a.mp4", name).field()).isEqualTo("coverType");
    }

    @Test
    void refusesDashManifests() {
        assertThat(failure(JOB, "index.MPD", null).code()).isEqualTo(ErrorCode.MANIFEST_UNSUPPORTED.code());
        assertThat(failure(JOB, "index.mpd", null).field()).isEqualTo("mediaFilePath");
        UploadJob job = UploadJob.builder("j", "/m/a").mediaType("mpd").build();
        assertThat(failure(job, "index", null).field()).isEqualTo("mediaType");
    }

    @Test
    void anHlsPlaylistIsABundleUnlessTheJobSaysOtherwise() throws StepException {
        assertThat(FileTypes.isBundle(FileTypes.of(JOB, "index.M3U8", null))).isTrue();
        assertThat(FileTypes.isBundle(FileTypes.of(UploadJob.builder("j", "/m/a").mediaType("m3u8").build(), "index", null))).isTrue();
        assertThat(FileTypes.isBundle(FileTypes.of(UploadJob.builder("j", "/m/a").mediaType("mp4").build(), "a.m3u8", null))).isFalse();
        assertThat(FileTypes.isBundle(FileTypes.of(JOB, "film.mp4", null))).isFalse();
    }

    private static Failure failure(UploadJob job, String media, @Nullable String cover) {
        return catchThrowableOfType(StepException.class, () -> FileTypes.of(job, media, cover)).failure();
    }
}
