package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaNode;
import dev.longshore.sandbox.chaos.Troubles.Kind;
import java.util.SplittableRandom;

/** Kills brokers and restarts them in turn, one at a time: the next only when all replicas are in sync again, as an operator would. */
final class BrokerLane extends Lane {
    private final KafkaCluster cluster;

    BrokerLane(KafkaCluster cluster, SplittableRandom random, Troubles troubles, long until) {
        super("brokers", random, troubles, until);
        this.cluster = cluster;
    }

    @Override
    void trouble(int n) throws InterruptedException {
        if (n % 2 == 0) {
            kill(cluster.nodes().get(random.nextInt(cluster.nodes().size())));
            return;
        }
        for (KafkaNode node : cluster.nodes()) {
            node.stop();
            node.restart();
            InSync.await(cluster);
            troubles.add(Kind.BROKER_RESTARTED);
        }
    }

    private void kill(KafkaNode node) throws InterruptedException {
        node.kill();
        troubles.add(Kind.BROKER_KILLED);
        pause(2, 6);
        node.restart();
        InSync.await(cluster);
    }
}
