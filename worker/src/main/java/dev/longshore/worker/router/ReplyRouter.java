package dev.longshore.worker.router;

import dev.longshore.wire.Printable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** Copies outcomes, headers and all, to the topics that asked for them. */
public final class ReplyRouter {
    private static final Logger log = LoggerFactory.getLogger(ReplyRouter.class);

    /** As many characters as a topic's name may have. */
    private static final int MOST_SHOWN = 249;

    private final KafkaOperations<byte[], byte[]> replies;
    private final Admin admin;
    private final List<Pattern> allowed;

    /** @param allowed what a reply topic's whole name must match, at least one of them */
    public ReplyRouter(KafkaOperations<byte[], byte[]> replies, Admin admin, List<Pattern> allowed) {
        this.replies = replies;
        this.admin = admin;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Forwards one outcome if it asks for it and may.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka was not available: the outcome should be given again
     */
    public void route(ConsumerRecord<byte[], byte[]> outcome) {
        Optional<ReplyAddress> wanted = ReplyAddress.of(outcome.headers());
        if (wanted.isEmpty()) {
            return;
        }
        ReplyAddress address = wanted.get();
        if (allowed.stream().noneMatch(pattern -> pattern.matcher(address.topic()).matches())) {
            log.warn("reply.refused topic={}: not on longshore.router.reply-topics", shown(address));
            return;
        }
        int partitions = partitions(address.topic());
        if (partitions == 0) {
            log.warn("reply.refused topic={}: it doesn't exist", shown(address));
            return;
        }
        Integer partition = address.partition();
        Integer usable = partition != null && partition >= 0 && partition < partitions ? partition : null;
        replies.send(new ProducerRecord<>(address.topic(), usable, outcome.key(), outcome.value(), outcome.headers())).join();
    }

    /** The header may hold any bytes. */
    private static String shown(ReplyAddress address) {
        return Printable.shortened(address.topic(), MOST_SHOWN);
    }

    private int partitions(String topic) {
        try {
            TopicDescription description = Objects.requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).get();
            return description.partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException retriable && !(retriable instanceof UnknownTopicOrPartitionException)) {
                throw retriable;
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
