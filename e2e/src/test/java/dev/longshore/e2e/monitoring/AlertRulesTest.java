package dev.longshore.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules as promtool sees them; and that each alert has its tests and its runbook. */
class AlertRulesTest {
    private static final Path RULES = Deploy.file("prometheus");

    @Test
    void promtoolTakesConfigurationAndRules() throws Exception {
        mustPass("promtool", "check", "config", "prometheus.yml");
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotWhenItShouldNot() throws Exception {
        mustPass("promtool", "test", "rules", "tests/alerts.test.yml");
    }

    private static void mustPass(String... command) throws Exception {
        assumeTrue(Deploy.installed("promtool"), "promtool is not installed: Debian has it in the package prometheus");
        Deploy.Ran ran = Deploy.run(RULES, command);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
    }

    @Test
    void everyAlertHasATestOfItsFiringAndOneOfItsSilence() throws Exception {
        List<String> firing = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        Pattern tested = Pattern.compile("- alertname: (\\w+)\\n +eval_time: \\w+\\n +exp_alerts:( \\[])?\\n");
        tested.matcher(Files.readString(RULES.resolve("tests/alerts.test.yml")))
                .results()
                .forEach(test -> (test.group(2) == null ? firing : silent).add(test.group(1)));
        assertThat(alerts()).isNotEmpty();
        assertThat(firing).containsAll(alerts());
        assertThat(silent).containsAll(alerts());
    }

    @Test
    void everyAlertHasARunbookUnderTheLinkThatItCarries() throws Exception {
        String rules = Files.readString(RULES.resolve("longshore.alerts.yml"));
        List<String> links = Pattern.compile("runbook_url: \"docs/operations.md#(\\w+)\"")
                .matcher(rules)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isEqualTo(alerts().stream().map(alert -> alert.toLowerCase(Locale.ROOT)).toList());
        String operations = Files.readString(Deploy.doc("operations.md"));
        for (String alert : alerts()) {
            assertThat(runbook(operations, alert))
                    .as("the runbook of %s", alert)
                    .contains("**Means.**")
                    .contains("**Look.**")
                    .contains("**Do.**");
        }
    }

    @Test
    void runbooksNamePanelsThatThereAre() throws Exception {
        List<String> panels = Dashboards.ALL.stream().flatMap(Dashboard::panels).map(Panel::title).toList();
        List<String> named = Pattern.compile("\\[([^\\]]+)]\\(\\.\\./deploy/grafana/(longshore-[a-z]+)\\.json\\)")
                .matcher(Files.readString(Deploy.doc("operations.md")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(panels).containsAll(named);
    }

    private static String runbook(String operations, String alert) {
        return Pattern.compile("^### " + alert + "\\n(.*?)(?=^#|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(operations)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
    }

    private static List<String> alerts() throws IOException {
        return Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(RULES.resolve("longshore.alerts.yml")))
                .results()
                .map(alert -> alert.group(1))
                .toList();
    }
}
