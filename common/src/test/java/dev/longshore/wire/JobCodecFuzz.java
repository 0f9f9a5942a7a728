package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadError;
import java.time.Instant;

/** Whatever stands on the jobs topic is a job, or an error that can be published. The build tries the saved inputs (SavedInputsTest); docs/security.md says how to fuzz. */
class JobCodecFuzz {
    private static final int MOST_MESSAGE = 2_001;
    private static final int MOST_FIELD = 65;

    @FuzzTest(maxDuration = "3m")
    void bytesAreAJobThatReadsBackEqualOrAnErrorThatCanBePublished(byte[] data) throws Exception {
        UploadJob job;
        try {
            job = JobCodec.read(data);
        } catch (InvalidJobException e) {
            requirePublishable(e);
            return;
        }
        assertThat(JobRules.check(job)).isEmpty();
        byte[] written = JobCodec.write(job);
        assertThat(written.length).as("bytes of a job that was read").isLessThanOrEqualTo(JobCodec.MAX_BYTES);
        assertThat(JobCodec.read(written)).isEqualTo(job);
    }

    private static void requirePublishable(InvalidJobException e) throws Exception {
        Lines.requireLine(e.getMessage(), MOST_MESSAGE);
        if (e.field() != null) {
            Lines.requireLine(e.field(), MOST_FIELD);
        }
        if (e.jobId() != null) {
            assertThat(e.jobId().length()).isBetween(1, JobRules.MAX_JOB_ID);
        }
        UploadError error = new UploadError(
                e.jobId(), e.code().code(), e.code().category(), false, e.getMessage(), e.code().hint(), e.field(), null, null, null, 0, 0,
                Instant.EPOCH, null, null, null);
        assertThat(OutcomeCodec.readError(OutcomeCodec.write(error))).isEqualTo(error);
    }
}
