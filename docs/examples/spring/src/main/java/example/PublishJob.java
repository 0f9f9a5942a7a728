package example;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.requestreply.KafkaReplyTimeoutException;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes one job and waits for its outcome: {@code java -jar target/publish-job.jar JOB_ID MEDIA_FILE}; the path is one that the workers see.
 *
 * <p>Environment: BOOTSTRAP_SERVERS (localhost:9092), REPLY_TOPIC (replies.examples), TIMEOUT in seconds (600).
 * Ends with 0: the media exists; 1: the job failed; 2: wrong usage; 3: nothing was published, or no outcome came in time.
 */
@SpringBootApplication
public class PublishJob {
    private static final Duration ASSIGNMENT = Duration.ofSeconds(30);

    /** Adds the headers kafka_replyTopic and kafka_correlationId to each record, and completes a future when the reply with that id comes. */
    @Bean
    ReplyingKafkaTemplate<String, String, String> jobs(
            ProducerFactory<String, String> producers,
            ConsumerFactory<String, String> consumers,
            @Value("${example.reply-topic}") String replyTopic,
            @Value("${example.timeout}") Duration timeout) {
        ContainerProperties replies = new ContainerProperties(replyTopic);
        replies.setGroupId("publish-job-" + UUID.randomUUID()); // each instance hears all replies, and picks its own
        ReplyingKafkaTemplate<String, String, String> template =
                new ReplyingKafkaTemplate<>(producers, new KafkaMessageListenerContainer<>(consumers, replies));
        template.setSharedReplyTopic(true); // replies to others are no errors
        template.setDefaultReplyTimeout(timeout);
        return template;
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Usage: java -jar publish-job.jar JOB_ID MEDIA_FILE");
            System.exit(2);
        }
        int exit;
        try (var context = SpringApplication.run(PublishJob.class)) {
            @SuppressWarnings("unchecked")
            ReplyingKafkaTemplate<String, String, String> jobs = context.getBean(ReplyingKafkaTemplate.class);
            exit = publish(jobs, args[0], args[1]);
        }
        System.exit(exit);
    }

    private static int publish(ReplyingKafkaTemplate<String, String, String> jobs, String jobId, String path) throws InterruptedException {
        JsonMapper json = new JsonMapper();
        String job = json.writeValueAsString(Map.of("jobId", jobId, "mediaFilePath", path));
        try {
            // A reader that has no partitions yet would miss the reply.
            if (!jobs.waitForAssignment(ASSIGNMENT)) {
                System.err.println("not published: the reply topic can't be read");
                return 3;
            }
            var reply = jobs.sendAndReceive(new ProducerRecord<>("longshore.jobs", jobId, job));
            reply.getSendFuture().get(); // until all in-sync replicas have it
            return tell(json.readTree(reply.get().value()));
        } catch (ExecutionException e) {
            // The job itself goes on. Publishing the same job again is safe: the same jobId with the same content uploads once.
            boolean late = e.getCause() instanceof KafkaReplyTimeoutException;
            System.err.println((late ? "no outcome of " + jobId + " in time: " : "not published: ") + e.getCause().getMessage());
            return 3;
        }
    }

    /** A result has a fileId, an error a code. Fields that aren't known here may come with later versions: let them pass. */
    private static int tell(JsonNode outcome) {
        if (outcome.has("fileId")) {
            System.out.println("succeeded " + text(outcome, "jobId") + ": media " + text(outcome, "fileId") + " at " + text(outcome, "mediaUrl"));
            return 0;
        }
        List.of(
                "failed " + text(outcome, "jobId") + ": " + text(outcome, "code") + ": " + text(outcome, "message"),
                "what to do: " + text(outcome, "hint")).forEach(System.err::println);
        return 1;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
