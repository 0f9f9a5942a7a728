package dev.longshore.worker.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberingManifestServiceTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "media:index.m3u8");

    private final List<String> asked = new ArrayList<>();
    private int files = 1;
    private boolean refuses;
    private final RememberingManifestService service = new RememberingManifestService(this::answer);

    private List<String> answer(UploadJob job, String type, String content) throws StepException {
        asked.add(type + " " + content + " " + job.region());
        if (refuses) {
            throw Faults.refused("InternalError", ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
        }
        return Collections.nCopies(files, content);
    }

    @Test
    void anEqualManifestIsAskedForOnce() throws StepException {
        assertThat(service.parse(JOB, "m3u8", "a")).isEqualTo(service.parse(UploadJob.of("job-2", "media:b.m3u8"), "m3u8", "a"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void anotherTypeOrContentOrRegionIsAskedForAnew() throws StepException {
        service.parse(JOB, "m3u8", "a");
        service.parse(JOB, "mpd", "a");
        service.parse(JOB, "m3u8", "b");
        service.parse(UploadJob.builder("job-1", "media:index.m3u8").region("ap-singapore").build(), "m3u8", "a");
        assertThat(asked).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void aRefusalIsNotRemembered() throws StepException {
        refuses = true;
        assertThat(catchThrowableOfType(StepException.class, () -> service.parse(JOB, "m3u8", "a"))).isNotNull();
        refuses = false;
        assertThat(service.parse(JOB, "m3u8", "a")).containsExactly("a");
    }

    @Test
    void whatWasAskedForLongestAgoMakesRoom() throws StepException {
        files = RememberingManifestService.MOST_FILES / 2 - 1;
        service.parse(JOB, "m3u8", "a");
        service.parse(JOB, "m3u8", "b");
        service.parse(JOB, "m3u8", "a");
        service.parse(JOB, "m3u8", "c");
        service.parse(JOB, "m3u8", "a");
        service.parse(JOB, "m3u8", "b");
        assertThat(asked).containsExactly("m3u8 a null", "m3u8 b null", "m3u8 c null", "m3u8 b null");
    }
}
