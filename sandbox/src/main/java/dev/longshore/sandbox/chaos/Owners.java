package dev.longshore.sandbox.chaos;

import dev.longshore.wire.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** Asks Kafka which worker owns which of the ledger's partitions. */
final class Owners {
    private static final String GROUP = Topics.DEFAULT_PREFIX + "ledger";

    private Owners() {}

    /** Partitions whose ledger the worker runs. */
    static Set<Integer> partitionsOf(String worker, String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
            StreamsGroupDescription group =
                    Objects.requireNonNull(admin.describeStreamsGroups(List.of(GROUP)).describedGroups().get(GROUP)).get();
            Set<Integer> partitions = new HashSet<>();
            for (StreamsGroupMemberDescription member : group.members()) {
                if (member.clientId().startsWith(worker + "-")) {
                    partitions.addAll(ledgers(member.assignment().activeTasks()));
                }
            }
            return partitions;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka doesn't tell who runs the ledger", e);
        }
    }

    /** Each partition's ledger is a task of the second sub-topology; the first one only checks and passes on. */
    private static Set<Integer> ledgers(List<StreamsGroupMemberAssignment.TaskIds> tasks) {
        Set<Integer> partitions = new HashSet<>();
        tasks.stream().filter(task -> task.subtopologyId().equals("1")).forEach(task -> partitions.addAll(task.partitions()));
        return partitions;
    }
}
