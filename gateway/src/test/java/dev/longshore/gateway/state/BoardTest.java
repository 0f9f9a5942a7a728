package dev.longshore.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.producer.client.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private Instant now = NOW;
    private final Watches watches = new Watches();
    private final Board board = new Board(3, watches, () -> now);

    @Test
    void aPublishedJobIsSubmittedUntilWorkersTellOfIt() {
        publish("a", "/a.mp4", NOW);
        assertThat(board.find("a").orElseThrow().state()).isEqualTo("submitted");
        tell("a", JobState.UPLOADING);
        Upload upload = board.find("a").orElseThrow();
        assertThat(upload.state()).isEqualTo("uploading");
        assertThat(upload.job().mediaFilePath()).isEqualTo("/a.mp4");
        board.hear(new Event.Forgotten("a"));
        assertThat(board.find("a")).isEmpty();
    }

    @Test
    void theOldestOfSeveralRecordsCountsInWhicheverOrderTheyAreRead() {
        publish("a", "/second.mp4", NOW.minusSeconds(1));
        publish("a", "/first.mp4", NOW.minusSeconds(2));
        publish("a", "/third.mp4", NOW);
        assertThat(board.find("a").orElseThrow().job().mediaFilePath()).isEqualTo("/first.mp4");
    }

    @Test
    void anOldJobOfWhichNothingIsToldIsTakenForForgotten() {
        publish("a", "/a.mp4", NOW.minus(Duration.ofDays(2)));
        assertThat(board.find("a")).isEmpty();
        assertThat(board.current("a")).isEmpty();
        publish("a", "/new.mp4", NOW);
        assertThat(board.current("a").orElseThrow().job().mediaFilePath()).isEqualTo("/new.mp4");
        now = NOW.plus(Duration.ofDays(2));
        assertThat(board.find("a")).isEmpty();
    }

    @Test
    void itIsBoundedAndTheOldestGoesFirst() {
        for (String id : List.of("a", "b", "c", "d")) {
            publish(id, "/" + id, NOW);
        }
        assertThat(board.list(_ -> true, 10)).extracting(Upload::jobId).containsExactly("b", "c", "d");
        assertThat(board.list(_ -> true, 2)).hasSize(2);
    }

    @Test
    void newsIsTakenInWhileAListIsBeingMadeAndNothingIsListedTwice() {
        publish("a", "/a.mp4", NOW);
        tell("b", JobState.QUEUED);
        List<Upload> uploads = board.list(_ -> {
            CompletableFuture.runAsync(() -> {
                tell("a", JobState.UPLOADING);
                publish("b", "/b.mp4", NOW);
            }).orTimeout(10, TimeUnit.SECONDS).join();
            return true;
        }, 10);
        assertThat(uploads).extracting(Upload::jobId, Upload::state).containsExactly(tuple("a", "uploading"), tuple("b", "queued"));
    }

    @Test
    void whoWaitsIsToldOfWhatIsPublishedElsewhere() throws Exception {
        assertThat(board.await("a", Duration.ofMillis(1))).isEmpty();
        CompletableFuture<Upload> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return board.await("a", Duration.ofMinutes(1)).orElseThrow();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Awaitility.await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());
        publish("a", "/a.mp4", NOW);
        assertThat(waiting.get().state()).isEqualTo("submitted");
        watches.close();
        assertThat(board.await("nobody", Duration.ofMinutes(1))).as("at once, when the gateway stops").isEmpty();
    }

    @Test
    void theSameContentHasTheSameDigest() {
        assertThat(Published.digest(UploadJob.of("a", "/a"))).isEqualTo(Published.digest(UploadJob.of("a", "/a")))
                .isNotEqualTo(Published.digest(UploadJob.of("a", "/b")))
                .hasSize(32);
    }

    private void publish(String id, String path, Instant at) {
        board.hear(Published.of(UploadJob.of(id, path), new TopicPartition("longshore.jobs", 0), 1, at));
    }

    private void tell(String id, JobState state) {
        board.hear(new Event.Progressed(new JobStatus(id, state, 1, 1, 10, 1, 1, 0, "w", null, null, NOW)));
    }
}
