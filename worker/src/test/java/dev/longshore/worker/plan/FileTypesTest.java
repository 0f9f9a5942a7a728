package dev.longshore.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import java.util.Optional;
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
    void aManifestIsABundleUnlessTheJobSaysOtherwise() throws StepException {
        assertThat(manifest(null, "index.M3U8")).contains(ManifestType.HLS);
        assertThat(manifest(null, "index.MPD")).contains(ManifestType.DASH);
        assertThat(manifest("m3u8", "index")).contains(ManifestType.HLS);
        assertThat(manifest("MPD", "index.xml")).contains(ManifestType.DASH);
        assertThat(manifest("mp4", "a.m3u8")).isEmpty();
        assertThat(manifest("mp4", "a.mpd")).isEmpty();
        assertThat(manifest(null, "film.mp4")).isEmpty();
    }

    private static Optional<ManifestType> manifest(@Nullable String mediaType, String file) throws StepException {
        return FileTypes.manifest(FileTypes.of(UploadJob.builder("j", "/m/a").mediaType(mediaType).build(), file, null));
    }

    private static Failure failure(UploadJob job, String media, @Nullable String cover) {
        return catchThrowableOfType(StepException.class, () -> FileTypes.of(job, media, cover)).failure();
    }
}
