package dev.longshore.gateway.web;

import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.state.Published;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.JobLog.PublishedJob;
import dev.longshore.producer.client.Submitted;
import dev.longshore.wire.JobCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes everything, or nothing. */
final class FakeTopic implements JobTopic {
    final List<UploadJob> jobs = new CopyOnWriteArrayList<>();
    final List<CancelRequest> cancels = new CopyOnWriteArrayList<>();
    final List<String> republished = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Submitted>> held = new CopyOnWriteArrayList<>();
    private final Map<String, PublishedJob> records = new HashMap<>();
    volatile boolean hold;
    volatile RuntimeException failure;

    void reset() {
        hold = false;
        failure = null;
        jobs.clear();
        cancels.clear();
        republished.clear();
        held.clear();
        records.clear();
    }

    @Override
    public CompletableFuture<Submitted> publish(UploadJob job) {
        jobs.add(job);
        records.putIfAbsent(job.jobId(), new PublishedJob(JobCodec.write(job), Map.of(), Instant.now()));
        return taken(job.jobId());
    }

    @Override
    public CompletableFuture<Submitted> publish(CancelRequest request) {
        cancels.add(request);
        return taken(request.cancel());
    }

    @Override
    public CompletableFuture<Submitted> republish(String jobId, PublishedJob job) {
        republished.add(jobId);
        return taken(jobId);
    }

    @Override
    public Optional<PublishedJob> read(Published job) {
        return Optional.ofNullable(records.get(job.jobId()));
    }

    void dropRecords() {
        records.clear();
    }

    private CompletableFuture<Submitted> taken(String jobId) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Submitted> future = new CompletableFuture<>();
        held.add(future);
        if (!hold) {
            future.complete(new Submitted(jobId, "longshore.jobs", 0, jobs.size(), Instant.now()));
        }
        return future;
    }
}
