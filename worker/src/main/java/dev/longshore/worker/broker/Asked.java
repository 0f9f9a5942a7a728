package dev.longshore.worker.broker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the broker's answers. */
final class Asked {
    private static final long SECONDS = 60;

    private Asked() {}

    /**
     * @return the answer
     * @throws ExecutionException if the broker refused
     * @throws UnusableBrokerException if no answer came within 60 s
     */
    static <T> T await(KafkaFuture<T> answer, String question) throws ExecutionException {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UnusableBrokerException(
                    "Kafka gave no answer within " + SECONDS + " s to: " + question
                            + ". Check spring.kafka.bootstrap-servers and the network.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableBrokerException("stopped while waiting for: " + question, e);
        }
    }

    static <T> T orRefuse(KafkaFuture<T> answer, String question) {
        try {
            return await(answer, question);
        } catch (ExecutionException e) {
            throw new UnusableBrokerException("Kafka refused to " + question + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Waits a moment before asking again. */
    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableBrokerException("stopped while waiting for Kafka", e);
        }
    }
}
