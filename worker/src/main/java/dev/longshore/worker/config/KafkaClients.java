package dev.longshore.worker.config;

import dev.longshore.worker.broker.GroupKind;
import dev.longshore.worker.config.LongshoreProperties.LedgerProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Kafka's clients with the settings that the design needs, over Spring Boot's {@code spring.kafka.*} for brokers, TLS and SASL. */
final class KafkaClients {
    private static final String TRUE = "true";

    /**
     * Short. A consumer has one fetch at a time under way to a broker, and that fetch leaves out the partitions whose records it still holds: a record
     * that follows on such a partition waits until the fetch comes back.
     */
    private static final Duration FETCH_WAIT = Duration.ofMillis(25);

    /** A poll ends with the first record; this is how late a timer may be. */
    private static final Duration POLL = Duration.ofMillis(20);

    /** A transaction that follows another one closely is told to try again; the client's own 100 ms and more would show in every job. */
    private static final Duration TRANSACTION_RETRY = Duration.ofMillis(5);

    private static final Duration TRANSACTION_RETRY_MOST = Duration.ofMillis(200);

    /** The least that brokers permit by default: so long a dead worker's partitions stand still. */
    static final Duration CLASSIC_SESSION = Duration.ofSeconds(6);

    static final Duration CLASSIC_HEARTBEAT = Duration.ofSeconds(2);

    private final KafkaProperties kafka;

    KafkaClients(KafkaProperties kafka) {
        this.kafka = kafka;
    }

    Admin admin() {
        return Admin.create(kafka.buildAdminProperties());
    }

    /** Reports must be durable and in order, and soon. */
    Producer<String, byte[]> reportProducer(String clientId) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, TRUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        // A lone report leaves at once; with more to do, those that come while a request is under way share the next one.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(4 * 1024 * 1024));
        return new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer()).createProducer();
    }

    static Path stateDir(@Nullable Path configured) {
        return configured != null ? configured : Path.of(System.getProperty("java.io.tmpdir"), "longshore");
    }

    Properties streams(GroupKind kind, String applicationId, String clientId, LedgerProperties ledger, short replication) {
        Properties settings = new Properties();
        settings.putAll(kafka.buildStreamsProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        switch (kind) {
            case SHARE -> settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
            case CLASSIC -> classic(settings);
        }
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir(ledger.stateDir()).toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, ledger.threads());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, ledger.commitInterval().toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replication);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), millis(FETCH_WAIT));
        // A changelog whose last records are a transaction's marks has nothing to fetch, and stores that are opened next wait behind that fetch:
        // with the client's own 500 ms a ledger came up one to two times that later.
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), millis(FETCH_WAIT));
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                millis(ledger.transactionTimeout()));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 * 1024 * 1024);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), TRANSACTION_RETRY.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), TRANSACTION_RETRY_MOST.toMillis());
        return settings;
    }

    /** Here the times are the clients' own, and an operator's if he has given any. */
    private static void classic(Properties settings) {
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(CLASSIC_SESSION));
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(CLASSIC_HEARTBEAT));
        // A worker that comes back gets its partitions when its stores have caught up, which is looked at so often; a minute is the least.
        settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, Duration.ofMinutes(1).toMillis());
    }

    static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }
}
