package dev.longshore.sandbox.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;

/** Asks the cluster itself whether nodes take part in it. */
final class ClusterProbe {
    private static final int ANSWER_MS = 2_000;

    private ClusterProbe() {}

    static void awaitMember(KafkaNode node, Duration limit) {
        awaitMembers(List.of(node), limit);
    }

    static void awaitMembers(List<KafkaNode> nodes, Duration limit) {
        String bootstrap = nodes.stream().map(KafkaNode::bootstrapServer).collect(Collectors.joining(","));
        List<Integer> wanted = nodes.stream().map(KafkaNode::id).toList();
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        try (Admin admin = Admin.create(config)) {
            for (KafkaNode node : nodes) {
                node.running().await(limit).until("answer to describeCluster with nodes " + wanted, () -> holds(admin, wanted));
            }
        }
    }

    private static boolean holds(Admin admin, List<Integer> wanted) {
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            List<Integer> present = cluster.nodes().get().stream().map(Node::id).toList();
            return cluster.controller().get() != null && present.containsAll(wanted);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a cluster was starting", e);
        }
    }
}
