package dev.longshore.producer.doctor;

import dev.longshore.producer.client.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Compares clocks with a broker: the only time that a broker tells is that of an append, so that a topic of its own is needed for a moment. */
final class BrokerClock {
    private static final String NAME = "clock against Kafka";

    private final Settings settings;
    private final Admin admin;
    private final InstantSource clock;

    BrokerClock(Settings settings, Admin admin, InstantSource clock) {
        this.settings = settings;
        this.admin = admin;
        this.clock = clock;
    }

    Check measure() {
        String topic = settings.topics().prefix() + "doctor-" + UUID.randomUUID();
        try {
            Asking.await(admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all());
        } catch (KafkaException e) {
            return Check.warn(NAME, "no topic could be created: " + e.getMessage(),
                    "Compare the clocks by hand, or let this login create topics.");
        }
        try {
            return judge(NAME, skew(topic));
        } catch (KafkaException e) {
            return Check.warn(NAME, String.valueOf(e.getMessage()), "Compare the clocks by hand.");
        } finally {
            Asking.await(admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** The first append pays for connecting, the second is measured. */
    private Duration skew(String topic) {
        Map<String, Object> properties = new HashMap<>(settings.admin());
        properties.put("acks", "all");
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            append(producer, topic);
            Instant before = clock.instant();
            Instant appended = append(producer, topic);
            Instant after = clock.instant();
            return Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), appended);
        }
    }

    private static Instant append(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            return Instant.ofEpochMilli(producer.send(new ProducerRecord<>(topic, new byte[] {1})).get().timestamp());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Signatures of the VOD API are taken five minutes either way. */
    static Check judge(String name, Duration skew) {
        String found = "this machine is " + Math.abs(skew.toMillis()) + " ms " + (skew.isNegative() ? "ahead" : "behind");
        if (skew.abs().compareTo(Duration.ofMinutes(5)) >= 0) {
            return Check.fail(name, found, "Set the clock (NTP): VOD refuses signatures that are five minutes off.");
        }
        return skew.abs().compareTo(Duration.ofSeconds(30)) >= 0
                ? Check.warn(name, found, "Set the clock (NTP): times in outcomes and retention are off.")
                : Check.ok(name, found);
    }
}
