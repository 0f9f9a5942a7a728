package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.wire.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka which worker owns which of the ledger's partitions. */
final class Owners {
    private static final String GROUP = Topics.DEFAULT_PREFIX + "ledger";
    private static final String LEDGERS_TOPIC = new Topics().admitted();

    private Owners() {}

    /** Partitions whose ledger the worker runs. */
    static Set<Integer> partitionsOf(String worker, String bootstrapServers, KafkaRelease release) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
            return release == KafkaRelease.CURRENT ? ofStreamsGroup(admin, worker + "-") : ofConsumerGroup(admin, worker + "-");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka doesn't tell who runs the ledger", e);
        }
    }

    private static Set<Integer> ofStreamsGroup(Admin admin, String clientIds) throws ExecutionException, InterruptedException {
        StreamsGroupDescription group =
                Objects.requireNonNull(admin.describeStreamsGroups(List.of(GROUP)).describedGroups().get(GROUP)).get();
        Set<Integer> partitions = new HashSet<>();
        for (StreamsGroupMemberDescription member : group.members()) {
            if (member.clientId().startsWith(clientIds)) {
                partitions.addAll(ledgers(member.assignment().activeTasks()));
            }
        }
        return partitions;
    }

    private static Set<Integer> ofConsumerGroup(Admin admin, String clientIds) throws ExecutionException, InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        var group = Objects.requireNonNull(admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP)).get();
        for (MemberDescription member : group.members()) {
            if (member.clientId().startsWith(clientIds)) {
                member.assignment()
                        .topicPartitions()
                        .stream()
                        .filter(owned -> owned.topic().equals(LEDGERS_TOPIC))
                        .map(TopicPartition::partition)
                        .forEach(partitions::add);
            }
        }
        return partitions;
    }

    /** Each partition's ledger is a task of the second sub-topology; the first one only checks and passes on. */
    private static Set<Integer> ledgers(List<StreamsGroupMemberAssignment.TaskIds> tasks) {
        Set<Integer> partitions = new HashSet<>();
        tasks.stream().filter(task -> task.subtopologyId().equals("1")).forEach(task -> partitions.addAll(task.partitions()));
        return partitions;
    }
}
