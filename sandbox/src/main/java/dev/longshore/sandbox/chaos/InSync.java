package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.broker.KafkaCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/** Waits until every replica of every partition is in sync. */
final class InSync {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private InSync() {}

    /** @throws IllegalStateException if they aren't after 90 s */
    static void await(KafkaCluster cluster) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000);
        try (Admin admin = Admin.create(settings)) {
            while (!all(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Replicas are still out of sync after " + LIMIT.toSeconds() + " s");
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean all(Admin admin) throws InterruptedException {
        try {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
            return admin.describeTopics(names).allTopicNames().get().values().stream().allMatch(InSync::whole);
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static boolean whole(TopicDescription topic) {
        return topic.partitions().stream().allMatch(partition -> partition.isr().size() == partition.replicas().size());
    }
}
