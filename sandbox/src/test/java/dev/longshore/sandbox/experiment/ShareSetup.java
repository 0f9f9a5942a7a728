package dev.longshore.sandbox.experiment;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Topics and the share group of one run of the experiment.
 *
 * @param bootstrap where the cluster is
 * @param run keeps runs on the same cluster apart
 */
record ShareSetup(String bootstrap, String run) {
    static final String STARTED = "started";
    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";
    static final String EXPIRED = "expired";
    static final String DONE = "done";

    String group() {
        return run + "-workers";
    }

    String tasks() {
        return run + "-tasks";
    }

    /** Where workers write down what they do. */
    String journal() {
        return run + "-journal";
    }

    Properties producer() {
        Properties config = new Properties();
        config.put("bootstrap.servers", bootstrap);
        config.put("acks", "all");
        config.put("linger.ms", "0");
        return config;
    }

    void create(long lockMs) throws Exception {
        List<NewTopic> topics =
                Stream.of(tasks(), journal()).map(name -> new NewTopic(name, 1, (short) -1)).toList();
        var group = new ConfigResource(ConfigResource.Type.GROUP, group());
        List<AlterConfigOp> settings = List.of(
                set("share.auto.offset.reset", "earliest"),
                set("share.isolation.level", "read_committed"),
                set("share.record.lock.duration.ms", Long.toString(lockMs)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
            admin.incrementalAlterConfigs(Map.of(group, settings)).all().get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
