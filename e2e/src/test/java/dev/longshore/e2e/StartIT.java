package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.process.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that can't work says why when it starts, and ends; one that can makes Kafka ready for its groups. */
class StartIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    static Path dir;

    private static Fleet fleet;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(FleetSettings.in(dir.resolve("fleet"), WorkerJar.find(), Map.of("media", dir.resolve("storage")))
                .withWorkerArgs("--longshore.topics.partitions=3"));
        admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        fleet.close();
    }

    @Test
    void aTopicDividedOtherwiseIsRefusedWithTheSettingThatWouldDo() throws Exception {
        admin.createTopics(List.of(new NewTopic("longshore.reports", 5, (short) 1).configs(Map.of("max.message.bytes", "4194304"))))
                .all()
                .get();
        try {
            String log = logOfAWorkerThatEnds("divided");
            assertThat(log).contains("Topic longshore.reports has 5 partitions").contains("Set longshore.topics.partitions=5");
        } finally {
            admin.deleteTopics(List.of("longshore.reports")).all().get();
        }
    }

    @Test
    void aKafkaWithoutShareGroupsIsRefusedWithTheVersionThatIsNeeded() throws Exception {
        setShareVersion((short) 0);
        try {
            String log = logOfAWorkerThatEnds("without-share-groups", "--longshore.queue=share");
            assertThat(log).contains("doesn't offer share groups")
                    .contains("Apache Kafka 4.2 or newer")
                    .contains("share.version")
                    .contains("longshore.queue=classic");
        } finally {
            setShareVersion((short) 1);
        }
    }

    /** Kafka's own 3 s would hold back the first worker of a fleet, whatever the brokers are set to. */
    @Test
    void aWorkerThatStartsAloneHasItsLedgerPartitionsAtOnce() throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "alone.ledger");
        try (JavaProcess process = fleet.startWorker("alone", program -> program.args("--longshore.topics.prefix=alone."))
                .awaitReady()
                .process()) {
            Config settings = admin.describeConfigs(List.of(group)).all().get().get(group);
            assertThat(settings.get("streams.initial.rebalance.delay.ms").value()).isEqualTo("0");
            assertThat(settings.get("streams.session.timeout.ms").value()).isEqualTo("3000");
        }
    }

    private static void setShareVersion(short version) throws Exception {
        FeatureUpdate.UpgradeType type =
                version == 0 ? FeatureUpdate.UpgradeType.SAFE_DOWNGRADE : FeatureUpdate.UpgradeType.UPGRADE;
        admin.updateFeatures(Map.of("share.version", new FeatureUpdate(version, type)), new UpdateFeaturesOptions()).all().get();
    }

    private static String logOfAWorkerThatEnds(String name, String... args) throws Exception {
        try (JavaProcess process = fleet.startWorker(name, program -> program.args(args)).process()) {
            assertThat(process.awaitEnd(LIMIT)).as("the worker ended by itself").isTrue();
            assertThat(process.exitCode()).isNotZero();
            return Files.readString(process.log());
        }
    }
}
