package dev.longshore.gateway.publish;

import dev.longshore.gateway.state.Published;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.ClusterException;
import dev.longshore.producer.client.JobLog.PublishedJob;
import dev.longshore.producer.client.Submitted;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The topic of jobs. Each future completes when all in-sync replicas have the record, and fails with {@link ClusterException}; repeating a publication is safe. */
public interface JobTopic {
    CompletableFuture<Submitted> publish(UploadJob job);

    CompletableFuture<Submitted> publish(CancelRequest request);

    /** Publishes a record of the topic once more, as it is. */
    CompletableFuture<Submitted> republish(String jobId, PublishedJob job);

    /**
     * The record of a job.
     *
     * @return empty if the topic holds it no longer
     * @throws ClusterException if Kafka can't be used
     */
    Optional<PublishedJob> read(Published job);
}
