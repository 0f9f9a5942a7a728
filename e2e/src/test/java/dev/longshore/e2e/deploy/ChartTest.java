package dev.longshore.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Helm chart, rendered by Helm itself. */
class ChartTest {
    private static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");

    @Test
    void helmHasNothingToComplainOf() {
        var lint = Chart.lint();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @Test
    void kubernetesKnowsEveryField() throws Exception {
        for (Chart chart : List.of(
                Chart.with(Map.of()), Chart.with(Chart.MOST),
                Chart.with(Map.of("state.persistent", false, "uploader.bandwidthConfigMap", "limits")))) {
            for (JsonNode document : chart.documents()) {
                if (!document.path("kind").asText().equals("ScaledObject")) {
                    assertThat(StrictFields.knows(document)).as(document.toString()).isTrue();
                    assertThat(StrictFields.unknownIn(document)).isEmpty();
                }
            }
        }
    }

    @Test
    void aMisspeltFieldWouldBeFound() throws Exception {
        JsonNode workload = Chart.with(Map.of()).one("StatefulSet", "prod-worker").deepCopy();
        ((ObjectNode) Chart.container(workload)).put("imagePullPolice", "Always");
        assertThat(StrictFields.unknownIn(workload)).singleElement().asString().endsWith(".imagePullPolice");
    }

    @Test
    void everyVariableIsAPropertyOfTheWorkers() throws Exception {
        Properties properties = Properties.documented();
        for (Chart chart : List.of(
                Chart.with(Map.of()), Chart.with(Chart.MOST), Chart.with(Map.of("uploader.bandwidthConfigMap", "limits")))) {
            for (String kind : List.of("StatefulSet", "Deployment")) {
                for (JsonNode workload : chart.all(kind)) {
                    assertThat(Chart.container(workload).path("env").valueStream().map(variable -> variable.path("name").asText()))
                            .allMatch(name -> name.equals("SPRING_KAFKA_BOOTSTRAPSERVERS") || properties.know(name));
                }
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertMissing("kafka.bootstrapServers");
        assertMissing("credentials.existingSecret");
        assertMissing("media[0].existingClaim");
    }

    private static void assertMissing(String value) {
        var less = new HashMap<>(Chart.LEAST);
        less.remove(value);
        assertThatThrownBy(() -> Chart.of(less)).hasMessageContaining(value.replace("[0]", ""));
    }

    @Test
    void valuesThatMeanNothingAreRefused() {
        refused(Map.of("uploader.slotz", 4), "slotz");
        refused(Map.of("topology", "three"), "topology");
        refused(Map.of("kafka.queue", "shared"), "/kafka/queue");
        refused(Map.of("terminationGracePeriodSeconds", 10), "terminationGracePeriodSeconds");
        refused(Map.of("media[0].root", "Media-1"), "root");
        refused(Map.of("env.LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY", "plain"),
                "invalid propertyName 'LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY'");
        refused(Map.of("autoscaling.enabled", true, "autoscaling.minReplicas", 30), "autoscaling.minReplicas");
    }

    private static void refused(Map<String, Object> values, String named) {
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining(named);
    }

    @Test
    void secretsAreOnlyReferredToAndOnlyByWhoeverNeedsThem() throws Exception {
        Chart chart = Chart.with(Chart.MOST);
        assertThat(chart.all("Secret")).isEmpty();
        assertThat(secrets(chart.one("Deployment", "prod-uploader"))).containsExactly("longshore-secrets", "kafka-secrets");
        assertThat(secrets(chart.one("StatefulSet", "prod-ledger"))).containsExactly("kafka-secrets");
        assertThat(secrets(chart.one("Deployment", "prod-gateway"))).containsExactly("gateway-secrets", "kafka-secrets");
        assertThat(chart.all("ServiceAccount").getFirst().path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    private static List<String> secrets(JsonNode workload) {
        return Chart.container(workload).path("envFrom").valueStream().map(from -> from.at("/secretRef/name").asText()).toList();
    }

    @Test
    void oneSetHasBothRolesTwoHaveOneEach() throws Exception {
        JsonNode worker = Chart.with(Map.of()).one("StatefulSet", "prod-worker");
        assertThat(Chart.env(Chart.container(worker), "LONGSHORE_ROLES")).isEqualTo("ledger,uploader");
        assertThat(mounts(worker)).containsExactly("tmp", "state", "media-media");

        Chart two = Chart.with(Map.of("topology", "two"));
        JsonNode ledger = two.one("StatefulSet", "prod-ledger");
        JsonNode uploader = two.one("Deployment", "prod-uploader");
        assertThat(Chart.env(Chart.container(ledger), "LONGSHORE_ROLES")).isEqualTo("ledger");
        assertThat(mounts(ledger)).containsExactly("tmp", "state");
        assertThat(Chart.env(Chart.container(uploader), "LONGSHORE_ROLES")).isEqualTo("uploader");
        assertThat(mounts(uploader)).containsExactly("tmp", "media-media");
        assertThat(two.all("PodDisruptionBudget")).hasSize(2);
    }

    private static List<String> mounts(JsonNode workload) {
        return Chart.container(workload).path("volumeMounts").valueStream().map(mount -> mount.path("name").asText()).toList();
    }

    @Test
    void allWorkersGoByTheSameGroups() throws Exception {
        assertThat(Chart.env(Chart.container(Chart.with(Map.of()).one("StatefulSet", "prod-worker")), "LONGSHORE_QUEUE")).isEqualTo("auto");

        Chart two = Chart.with(Map.of("topology", "two", "kafka.queue", "classic"));
        for (JsonNode workload : List.of(two.one("StatefulSet", "prod-ledger"), two.one("Deployment", "prod-uploader"))) {
            assertThat(Chart.env(Chart.container(workload), "LONGSHORE_QUEUE")).isEqualTo("classic");
        }
    }

    @Test
    void mediaAndTheRootFileSystemCanOnlyBeRead() throws Exception {
        JsonNode worker = Chart.with(Map.of()).one("StatefulSet", "prod-worker");
        JsonNode mount = Chart.container(worker).at("/volumeMounts/2");
        assertThat(mount.path("mountPath").asText()).isEqualTo("/mnt/media");
        assertThat(mount.path("readOnly").asBoolean()).isTrue();
        assertThat(worker.at("/spec/template/spec/volumes/1/persistentVolumeClaim/readOnly").asBoolean()).isTrue();
        assertThat(Chart.container(worker).at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(worker.at("/spec/template/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
    }

    @Test
    void bandwidthLimitsAreMountedSoThatTheyMayChangeWhereBytesAreSent() throws Exception {
        Chart chart = Chart.with(Map.of("topology", "two", "uploader.bandwidthConfigMap", "limits-of-the-night"));
        JsonNode uploader = chart.one("Deployment", "prod-uploader");
        JsonNode mount = Chart.container(uploader)
                .path("volumeMounts")
                .valueStream()
                .filter(candidate -> candidate.path("name").asText().equals("limits"))
                .findFirst()
                .orElseThrow();
        assertThat(mount.has("subPath")).as("what is mounted by subPath never changes").isFalse();
        assertThat(uploader.at("/spec/template/spec/volumes").valueStream())
                .anyMatch(volume -> volume.at("/configMap/name").asText().equals("limits-of-the-night"));
        assertThat(Chart.container(uploader).path("env").valueStream())
                .anyMatch(variable -> variable.path("name").asText().equals("LONGSHORE_UPLOADER_BANDWIDTHFILE")
                        && variable.path("value").asText().equals(mount.path("mountPath").asText() + "/bandwidth"));
        assertThat(mounts(chart.one("StatefulSet", "prod-ledger"))).doesNotContain("limits");
        assertThat(mounts(Chart.with(Map.of("topology", "two")).one("Deployment", "prod-uploader"))).doesNotContain("limits");
    }

    @Test
    void storesOutliveAPodUnlessTheyNeedNot() throws Exception {
        JsonNode kept = Chart.with(Map.of()).one("StatefulSet", "prod-worker");
        assertThat(kept.at("/spec/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("state");
        JsonNode lost = Chart.with(Map.of("state.persistent", false)).one("StatefulSet", "prod-worker");
        assertThat(lost.at("/spec/volumeClaimTemplates").isMissingNode()).isTrue();
        assertThat(lost.at("/spec/template/spec/volumes/1/emptyDir").isMissingNode()).isFalse();
    }

    @Test
    void theFleetFollowsTheBacklogUpAtOnceAndDownSlowly() throws Exception {
        Chart chart = Chart.with(Chart.MOST);
        JsonNode scaled = chart.one("ScaledObject", "prod-uploader");
        assertThat(scaled.at("/spec/scaleTargetRef/kind").asText()).isEqualTo("Deployment");
        assertThat(chart.one("Deployment", "prod-uploader").at("/spec/replicas").isMissingNode()).isTrue();
        JsonNode behavior = scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior");
        assertThat(behavior.at("/scaleUp/stabilizationWindowSeconds").asInt(-1)).isZero();
        assertThat(behavior.at("/scaleDown/stabilizationWindowSeconds").asInt()).isEqualTo(900);
        String query = scaled.at("/spec/triggers/0/metadata/query").asText();
        assertThat(query).isEqualTo("sum(longshore_backlog_jobs{job=\"longshore\",namespace=\"media\"})"
                + " + sum(longshore_slots_busy{job=\"longshore\",namespace=\"media\"})");
        assertThat(Files.readString(Path.of("..", "docs", "metrics.md"))).contains("`longshore_backlog_jobs`", "`longshore_slots_busy`");
        assertThat(
                Chart.with(Map.of("autoscaling.enabled", true)).one("ScaledObject", "prod-worker").at("/spec/scaleTargetRef/kind").asText())
                .isEqualTo("StatefulSet");
    }

    @Test
    void rulesAndAlertsAreThoseThatAreTested() throws Exception {
        Chart chart = Chart.with(Chart.MOST);
        for (String name : List.of("rules", "alerts")) {
            Path tested = PROMETHEUS.resolve("longshore." + name + ".yml");
            assertThat(Chart.HOME.resolve("files/longshore." + name + ".yml")).hasSameTextualContentAs(tested);
            assertThat(chart.one("PrometheusRule", "prod-longshore-" + name).at("/spec/groups"))
                    .isEqualTo(Chart.YAML.readTree(Files.readString(tested)).get("groups"));
        }
        assertThat(chart.one("ServiceMonitor", "prod-longshore").at("/spec/endpoints/0/path").asText()).isEqualTo("/actuator/prometheus");
    }

    @Test
    void onlyUploadersReachTheServices() throws Exception {
        Chart chart = Chart.with(Chart.MOST);
        assertThat(ports(chart, "uploader")).containsExactly(53, 53, 9092, 443);
        assertThat(ports(chart, "ledger")).containsExactly(53, 53, 9092);
        assertThat(ports(chart, "gateway")).containsExactly(53, 53, 9092);
    }

    private static List<Integer> ports(Chart chart, String component) {
        return chart.one("NetworkPolicy", "prod-" + component)
                .at("/spec/egress")
                .valueStream()
                .flatMap(rule -> rule.path("ports").valueStream())
                .map(port -> port.path("port").asInt())
                .toList();
    }
}
