package dev.longshore.gateway.web;

import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.publish.Publishing;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Published;
import dev.longshore.gateway.state.Upload;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.producer.client.Submitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;

/** Publishes what is new among the submitted jobs. */
final class Submissions {
    private final Board board;
    private final JobTopic topic;
    private final Publishing publishing;

    Submissions(Board board, JobTopic topic, Publishing publishing) {
        this.board = board;
        this.topic = topic;
        this.publishing = publishing;
    }

    /**
     * Publishes the jobs that aren't known yet, and returns when Kafka has them. A known job of the same content stays as it is, whatever became of it: to run a failed one again is
     * a call of its own.
     *
     * @throws RefusedException if a known job has the same id and other content; nothing was published
     */
    List<Upload> submit(List<UploadJob> jobs, boolean batch) throws InterruptedException {
        List<UploadJob> fresh = new ArrayList<>();
        List<FieldError> conflicts = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            UploadJob job = jobs.get(i);
            Optional<Upload> known = board.current(job.jobId());
            Published other = known.map(Upload::job).orElse(null);
            if (known.isEmpty()) {
                fresh.add(job);
            } else if (other != null && !other.digest().equals(Published.digest(job))) {
                conflicts.add(new FieldError(batch ? "jobs[" + i + "].jobId" : "jobId", ErrorCode.CONFLICT.code(),
                        "is that of another job: " + job.jobId()));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "Another job is known by the same jobId or Idempotency-Key. Nothing was submitted: take a new one, or send the same content.",
                    conflicts);
        }
        publish(fresh);
        return jobs.stream().map(job -> board.find(job.jobId()).orElseGet(() -> new Upload(job.jobId(), null, null))).toList();
    }

    private void publish(List<UploadJob> fresh) throws InterruptedException {
        List<Supplier<CompletableFuture<Submitted>>> sends = new ArrayList<>();
        fresh.forEach(job -> sends.add(() -> topic.publish(job)));
        List<Submitted> published = publishing.publish(sends);
        for (int i = 0; i < fresh.size(); i++) {
            Submitted record = published.get(i);
            board.hear(Published.of(fresh.get(i), new TopicPartition(record.topic(), record.partition()), record.offset(),
                    record.publishedAt()));
        }
    }
}
