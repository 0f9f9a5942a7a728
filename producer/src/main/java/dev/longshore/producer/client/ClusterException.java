package dev.longshore.producer.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The Kafka cluster can't be used as asked; the message says what to look at. */
public final class ClusterException extends RuntimeException {
    /** What stands in the way. */
    public enum Problem {
        /** Wrong or contradictory client properties, an address that can't be resolved among them. */
        SETTINGS,
        UNREACHABLE,
        REFUSED,
        TOPIC_MISSING,
        OTHER
    }

    private final Problem problem;

    private ClusterException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The exception of a Kafka client in words that name the cluster. */
    static ClusterException of(Settings settings, Throwable failure) {
        if (failure instanceof ClusterException known) {
            return known;
        }
        if (failure instanceof ExecutionException && failure.getCause() != null) {
            return of(settings, failure.getCause());
        }
        String at = "Kafka at " + settings.bootstrapServers();
        Throwable root = root(failure);
        return switch (failure) {
            case AuthenticationException e -> new ClusterException(Problem.REFUSED, at + " refused the log-in: " + e.getMessage(), e);
            case AuthorizationException e -> new ClusterException(Problem.REFUSED, at + " doesn't permit it: " + e.getMessage(), e);
            case UnknownTopicOrPartitionException e -> missing(settings, "" + e.getMessage(), e);
            case TimeoutException e when root instanceof UnknownTopicOrPartitionException -> missing(settings, "" + e.getMessage(), e);
            case TimeoutException e ->
                new ClusterException(Problem.UNREACHABLE,
                        at + " did not answer. Check the address, the network and whether it expects TLS or a log-in.", e);
            case ConfigException e -> new ClusterException(Problem.SETTINGS, "" + e.getMessage(), e);
            case KafkaException e when root instanceof ConfigException || root instanceof IllegalArgumentException ->
                new ClusterException(Problem.SETTINGS, String.valueOf(root.getMessage()), e);
            default -> new ClusterException(Problem.OTHER, at + ": " + failure.getMessage(), failure);
        };
    }

    static ClusterException missing(Settings settings, String detail, Throwable cause) {
        String message = "Kafka at " + settings.bootstrapServers() + " lacks a topic: " + detail
                + ". Workers create the topics when they start: start one, or check the topic prefix (now \"" + settings.topics().prefix()
                + "\").";
        return new ClusterException(Problem.TOPIC_MISSING, message, cause);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
