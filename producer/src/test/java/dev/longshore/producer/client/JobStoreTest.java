package dev.longshore.producer.client;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.JobStore.JobView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobStoreTest {
    private final JobStore store = new JobStore(3);

    @Test
    void aJobsNewestStateHoldsWithItsOutcome() {
        store.accept(new Event.Progressed(status("a", JobState.UPLOADING, 1, 1, 2)));
        assertThat(state("a")).contains(JobState.UPLOADING);
        hear(result("a", 1));
        store.accept(new Event.Progressed(status("a", JobState.SUCCEEDED, 1, 2, 2)));
        assertThat(store.find("a")).contains(new JobView("a", status("a", JobState.SUCCEEDED, 1, 2, 2), result("a", 1), null));
    }

    @Test
    void anOutcomeThatIsMetBeforeItsStateSaysWhereTheJobStands() {
        hear(result("a", 1));
        hear(error("b", ErrorCode.UNKNOWN_FIELD, 0));
        assertThat(state("a")).contains(JobState.SUCCEEDED);
        assertThat(state("b")).contains(JobState.FAILED);
    }

    @Test
    void aNewRunLeavesTheOldRunsErrorBehindWhicheverIsMetFirst() {
        hear(error("a", ErrorCode.SOURCE_EMPTY, 1));
        store.accept(new Event.Progressed(status("a", JobState.QUEUED, 2, 0, 0)));
        store.accept(new Event.Progressed(status("b", JobState.QUEUED, 2, 0, 0)));
        hear(error("b", ErrorCode.SOURCE_EMPTY, 1));
        assertThat(store.find("a").map(JobView::error)).isEmpty();
        assertThat(store.find("b").map(JobView::error)).isEmpty();
        hear(error("b", ErrorCode.SOURCE_EMPTY, 2));
        assertThat(store.find("b").map(JobView::error)).isPresent();
    }

    @Test
    void aForgottenJobIsGone() {
        store.accept(new Event.Progressed(status("a", JobState.SUCCEEDED, 1, 2, 2)));
        store.accept(new Event.Forgotten("a"));
        assertThat(store.find("a")).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void whatEndedLongestAgoMakesRoom() {
        store.accept(new Event.Progressed(status("running", JobState.UPLOADING, 1, 1, 2)));
        hear(result("a", 1));
        hear(result("b", 1));
        hear(result("c", 1));
        assertThat(store.find("a")).isEmpty();
        assertThat(store.find("running")).isPresent();
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void jobsAreListedNewestFirstAndCounted() {
        store.accept(new Event.Progressed(status("a", JobState.QUEUED, 1, 0, 0)));
        hear(result("b", 1));
        hear(error("c", ErrorCode.SOURCE_EMPTY, 1));
        assertThat(store.list(_ -> true, 2)).extracting(JobView::jobId).containsExactly("b", "a");
        assertThat(store.list(job -> job.state() == JobState.FAILED, 10)).extracting(JobView::jobId).containsExactly("c");
        assertThat(store.counts()).isEqualTo(Map.of(JobState.QUEUED, 1, JobState.SUCCEEDED, 1, JobState.FAILED, 1));
    }

    @Test
    void newsIsTakenInWhileAListIsBeingMade() {
        hear(result("a", 1));
        assertThat(store.list(job -> {
            CompletableFuture.runAsync(() -> hear(result("b", 1))).orTimeout(10, TimeUnit.SECONDS).join();
            return true;
        }, 10)).as("as it stood when it was asked for").extracting(JobView::jobId).containsExactly("a");
        assertThat(state("b")).contains(JobState.SUCCEEDED);
    }

    @Test
    void anErrorWithoutAJobIdBelongsToNoJob() {
        hear(error(null, ErrorCode.MALFORMED_JSON, 0));
        assertThat(store.size()).isZero();
    }

    private Optional<JobState> state(String jobId) {
        return store.find(jobId).map(JobView::state);
    }

    private void hear(UploadResult result) {
        store.accept(new Event.Ended(new Outcome.Succeeded(result)));
    }

    private void hear(UploadError error) {
        store.accept(new Event.Ended(new Outcome.Failed(error)));
    }
}
