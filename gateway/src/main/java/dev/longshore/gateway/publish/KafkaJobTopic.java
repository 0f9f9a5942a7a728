package dev.longshore.gateway.publish;

import dev.longshore.gateway.state.Published;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.JobLog;
import dev.longshore.producer.client.JobLog.PublishedJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The topic of jobs in Kafka. */
public final class KafkaJobTopic implements JobTopic {
    private final Settings settings;
    private final UploadClient client;

    public KafkaJobTopic(Settings settings, UploadClient client) {
        this.settings = settings;
        this.client = client;
    }

    @Override
    public CompletableFuture<Submitted> publish(UploadJob job) {
        return client.publish(job);
    }

    @Override
    public CompletableFuture<Submitted> publish(CancelRequest request) {
        return client.cancel(request);
    }

    @Override
    public CompletableFuture<Submitted> republish(String jobId, PublishedJob job) {
        return client.republish(jobId, job.value(), job.headers());
    }

    @Override
    public Optional<PublishedJob> read(Published job) {
        return JobLog.at(settings, job.partition(), job.offset(), job.jobId());
    }
}
