package dev.longshore.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.sandbox.process.ProcessFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {
    private static KafkaCluster shared;
    private static Clients clients;

    @BeforeAll
    static void startOneNode() {
        shared = KafkaCluster.start(KafkaClusterSettings.oneNode());
        clients = new Clients(shared);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void a_node_that_is_killed_comes_back_with_every_acknowledged_record() throws Exception {
        clients.createTopic("letters");
        clients.send("letters", "before the kill");
        long firstPid = shared.node(1).pid();

        shared.node(1).kill();
        assertThat(shared.node(1).isRunning()).isFalse();
        shared.node(1).restart();

        assertThat(shared.node(1).pid()).isNotEqualTo(firstPid);
        clients.send("letters", "after it");
        assertThat(clients.readAll("letters", 2)).containsExactly("before the kill", "after it");
    }

    @Test
    void a_share_group_gets_records_that_were_there_before_it() throws Exception {
        clients.createTopic("tasks");
        clients.readShareGroupFromTheBeginning("workers");
        clients.send("tasks", "the first task");

        assertThat(clients.takeOneFromShareGroup("tasks", "workers")).isEqualTo("the first task");
    }

    @Test
    void three_nodes_lose_nothing_and_keep_taking_records_when_the_leader_is_killed() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(KafkaClusterSettings.threeNodes().withHeap("256m"))) {
            Clients three = new Clients(cluster);
            three.createTopic("letters");
            assertThat(three.replicasInSync("letters")).isEqualTo(3);
            three.send("letters", "with three");
            int leader = three.leader("letters");

            cluster.node(leader).kill();
            three.send("letters", "with two");
            assertThat(three.leader("letters")).isNotEqualTo(leader);
            assertThat(three.readAll("letters", 2)).containsExactly("with three", "with two");

            cluster.node(leader).restart();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> three.replicasInSync("letters") == 3);
        }
    }

    @Test
    void a_directory_keeps_its_records_for_the_next_cluster(@TempDir Path dir) throws Exception {
        KafkaClusterSettings settings = KafkaClusterSettings.oneNode().withDir(dir);
        try (KafkaCluster cluster = KafkaCluster.start(settings)) {
            Clients first = new Clients(cluster);
            first.createTopic("letters");
            first.send("letters", "kept");
        }
        try (KafkaCluster cluster = KafkaCluster.start(settings)) {
            assertThat(new Clients(cluster).readAll("letters", 1)).containsExactly("kept");
        }
    }

    @Test
    void a_temporary_directory_goes_with_its_cluster() {
        KafkaCluster cluster = KafkaCluster.start(KafkaClusterSettings.oneNode());
        assertThat(cluster.dir()).isDirectory();
        assertThat(Files.exists(cluster.node(1).log())).isTrue();

        cluster.close();

        assertThat(cluster.dir()).doesNotExist();
    }

    @Test
    void a_node_that_refuses_its_settings_says_so_with_its_own_words() {
        KafkaClusterSettings wrong = KafkaClusterSettings.oneNode().withBrokerSetting("num.io.threads", "-4");

        assertThatThrownBy(() -> KafkaCluster.start(wrong))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("Kafka node 1 ended with code")
                .hasMessageContaining("num.io.threads");
    }
}
