package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.broker.BrokerCheck;
import dev.longshore.worker.broker.GroupKind;
import dev.longshore.worker.broker.GroupSetup;
import dev.longshore.worker.broker.TopicSettings;
import dev.longshore.worker.broker.TopicSetup;
import dev.longshore.worker.config.LongshoreProperties.Role;
import dev.longshore.worker.config.LongshoreProperties.TopicProperties;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import dev.longshore.worker.uploader.Uploader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts the roles once Kafka is fit for them; stops the uploader first, so that the ledger still hears its last reports. */
@Component
class WorkerLife implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkerLife.class);

    /** Most workers that can have a task each; more get no slices. */
    private static final int CLASSIC_TASK_PARTITIONS = 48;

    private final LongshoreProperties properties;
    private final KafkaProperties kafka;
    private final Topics topics;
    private final Names names;
    private final GroupKind kind;
    private final ObjectProvider<LedgerRuntime> ledger;
    private final ObjectProvider<UploaderRole> uploader;
    private volatile boolean running;

    WorkerLife(
            LongshoreProperties properties,
            KafkaProperties kafka,
            Topics topics,
            Names names,
            GroupKind kind,
            ObjectProvider<LedgerRuntime> ledger,
            ObjectProvider<UploaderRole> uploader) {
        this.properties = properties;
        this.kafka = kafka;
        this.topics = topics;
        this.names = names;
        this.kind = kind;
        this.ledger = ledger;
        this.uploader = uploader;
    }

    @Override
    public void start() {
        prepareBroker();
        ledger.ifAvailable(LedgerRuntime::start);
        uploader.ifAvailable(UploaderRole::start);
        running = true;
        log.info("worker.started worker={} roles={} queue={} roots={}", names.worker(), properties.roles(), kind,
                properties.source().roots());
    }

    private void prepareBroker() {
        TopicProperties own = properties.topics();
        int taskPartitions = own.taskPartitions() != null ? own.taskPartitions() : kind == GroupKind.SHARE ? 1 : CLASSIC_TASK_PARTITIONS;
        TopicSettings settings =
                new TopicSettings(own.partitions(), taskPartitions, own.replication(), own.retention(), own.internalRetention());
        try (Admin admin = new KafkaClients(kafka).admin()) {
            new BrokerCheck(admin, names.ledgerApplication()).require(kind);
            new TopicSetup(admin, topics, settings).createOrVerify();
            // Classic groups have their settings from their members.
            if (kind == GroupKind.SHARE) {
                prepareGroups(new GroupSetup(admin));
            }
        }
    }

    private void prepareGroups(GroupSetup groups) {
        // Each process its own roles' groups, so that no principal needs more.
        if (properties.roles().contains(Role.UPLOADER)) {
            groups.shareGroup(names.uploaderGroups().slices());
            groups.shareGroup(names.uploaderGroups().resumes());
            groups.shareGroup(names.uploaderGroups().closings());
        }
        if (properties.roles().contains(Role.LEDGER)) {
            groups.streamsGroup(names.ledgerApplication());
        }
    }

    @Override
    public void stop() {
        uploader.ifAvailable(UploaderRole::close);
        ledger.ifAvailable(LedgerRuntime::close);
        running = false;
        log.info("worker.stopped worker={}", names.worker());
    }

    /** Before listeners start, after they have stopped: the topics exist by then. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1000;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The uploader with the producer that it reports through. */
    record UploaderRole(Uploader uploader, Producer<String, byte[]> producer) implements AutoCloseable {
        void start() {
            uploader.start();
        }

        @Override
        public void close() {
            uploader.close();
            producer.close();
        }
    }
}
