package dev.longshore.worker.broker;

import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.Objects;
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
            throw new UnusableBrokerException("Kafka refused to " + question + ": " + cause(e).getMessage(), cause(e));
        }
    }

    /** What a broker's refusal is about. */
    static Throwable cause(ExecutionException refusal) {
        return Objects.requireNonNullElse(refusal.getCause(), refusal);
    }

    /** Waits a moment before asking again. */
    static void pause(Duration moment) {
        try {
            Sleeper.REAL.sleep(moment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableBrokerException("stopped while waiting for Kafka", e);
        }
    }
}
