package dev.longshore.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardsTest {
    private static final String UPDATE = "longshore.docs.update";

    /** Of Grafana's unit ids, those that fit what Longshore counts. */
    private static final Set<String> UNITS = Set.of("short", "s", "ms", "bytes", "Bps", "ops", "percentunit");

    static Stream<Arguments> dashboards() {
        return Dashboards.ALL.stream().map(dashboard -> argumentSet(dashboard.title(), dashboard));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theCommittedFileIsTheGeneratedOne(Dashboard dashboard) throws Exception {
        Path file = Deploy.file("grafana", dashboard.uid() + ".json");
        String json = GrafanaJson.of(dashboard);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, json);
        }
        assertThat(Files.readString(file)).as("%s; write it anew with -D%s=true", file, UPDATE).isEqualTo(json);
    }

    @Test
    void noOtherFileIsLeftBehind() throws Exception {
        try (Stream<Path> files = Files.list(Deploy.file("grafana"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("longshore-")))
                    .containsExactlyInAnyOrderElementsOf(Dashboards.ALL.stream().map(dashboard -> dashboard.uid() + ".json").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelAsksTheChosenDataSourceAndNamesUnitAndLegend(Dashboard dashboard) {
        JsonNode json = new JsonMapper().readTree(GrafanaJson.of(dashboard));
        assertThat(json.at("/templating/list/0/type").asString()).isEqualTo("datasource");
        List<JsonNode> panels = json.get("panels").valueStream().filter(panel -> !panel.get("type").asString().equals("row")).toList();
        assertThat(panels).isNotEmpty();
        for (JsonNode panel : panels) {
            String title = panel.get("title").asString();
            assertThat(panel.at("/datasource/uid").asString()).as(title).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").asString()).as(title).isIn(UNITS);
            assertThat(panel.get("description").asString()).as(title).endsWith(".");
            assertThat(panel.get("targets").valueStream()).as(title).isNotEmpty().allSatisfy(target -> {
                assertThat(target.at("/datasource/uid").asString()).isEqualTo("${datasource}");
                assertThat(target.get("legendFormat").asString()).isNotBlank();
                assertThat(target.get("expr").asString()).isNotBlank();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsStandSideBySideAndNotOnOneAnother(Dashboard dashboard) {
        JsonNode json = new JsonMapper().readTree(GrafanaJson.of(dashboard));
        boolean[][] taken = new boolean[24][500];
        json.get("panels").forEach(panel -> {
            JsonNode at = panel.get("gridPos");
            for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
                for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
                    assertThat(taken[x][y]).as("%s at %d, %d", panel.get("title").asString(), x, y).isFalse();
                    taken[x][y] = true;
                }
            }
        });
    }

    @Test
    void titlesAreUniqueWithinADashboardSoThatRunbooksCanNameThem() {
        for (Dashboard dashboard : Dashboards.ALL) {
            assertThat(dashboard.panels().map(Panel::title)).as(dashboard.title()).doesNotHaveDuplicates();
        }
    }
}
