package dev.longshore.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chart, and what Helm makes of it. */
record Chart(List<JsonNode> documents) {
    static final Path HOME = Path.of("..", "deploy", "helm", "longshore").toAbsolutePath().normalize();
    static final YAMLMapper YAML = new YAMLMapper();

    /** What has no sensible default. */
    static final Map<String, Object> LEAST = Map.of(
            "kafka.bootstrapServers", "kafka-1:9092,kafka-2:9092",
            "credentials.existingSecret", "longshore-secrets",
            "media[0].root", "media",
            "media[0].mountPath", "/mnt/media",
            "media[0].existingClaim", "nas");

    /** Everything that can be switched on. */
    static final Map<String, Object> MOST = Map.of(
            "topology", "two",
            "kafka.existingSecret", "kafka-secrets",
            "autoscaling.enabled", true,
            "monitoring.serviceMonitor", true,
            "monitoring.rules", true,
            "networkPolicy.monitoringNamespace", "monitoring",
            "media[0].subPath", "films",
            "state.storageClass", "fast",
            "gateway.enabled", true,
            "gateway.existingSecret", "gateway-secrets");

    static LintResult lint() {
        return new Helm(HOME).lint().strict().call();
    }

    static Chart with(Map<String, Object> values) throws IOException {
        Map<String, Object> all = new HashMap<>(LEAST);
        all.putAll(values);
        return of(all);
    }

    static Chart of(Map<String, Object> values) throws IOException {
        TemplateCommand command = new Helm(HOME).template().withName("prod").withNamespace("media").withKubeVersion("1.31.0");
        values.forEach(command::set);
        List<JsonNode> documents = new ArrayList<>();
        try (var parser = YAML.createParser(command.call())) {
            YAML.readValues(parser, JsonNode.class).forEachRemaining(document -> {
                if (document.isObject()) {
                    documents.add(document);
                }
            });
        }
        return new Chart(List.copyOf(documents));
    }

    List<JsonNode> all(String kind) {
        return documents.stream().filter(document -> document.path("kind").asText().equals(kind)).toList();
    }

    JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(document -> document.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** The container of a workload's only pod. */
    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    /** A variable's value; empty when it isn't there or comes from elsewhere. */
    static String env(JsonNode container, String name) {
        return container.path("env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse("");
    }
}
