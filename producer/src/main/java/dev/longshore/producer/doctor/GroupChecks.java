package dev.longshore.producer.doctor;

import dev.longshore.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/** The settings of the workers' share groups, which live in the brokers. */
final class GroupChecks {
    private static final Map<String, String> REQUIRED =
            Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_committed");

    private final Admin admin;
    private final Topics topics;

    GroupChecks(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    List<Check> run() {
        return List.of(look(topics.prefix() + "uploader"), look(topics.prefix() + "resumer"), look(topics.prefix() + "closer"));
    }

    private Check look(String group) {
        String name = "group " + group;
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        try {
            Config config = Asking.await(Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
            Map<String, String> settings = new TreeMap<>();
            config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
            return settings.entrySet().containsAll(REQUIRED.entrySet())
                    ? Check.ok(name, "" + new TreeMap<>(REQUIRED))
                    : Check.warn(name, "lacks " + new TreeMap<>(REQUIRED),
                            "A worker sets it when it starts, if it may alter the group's settings; else kafka-configs.sh --entity-type groups.");
        } catch (KafkaException e) {
            return Check.warn(name, String.valueOf(e.getMessage()), "Workers need DescribeConfigs and AlterConfigs on the group.");
        }
    }
}
