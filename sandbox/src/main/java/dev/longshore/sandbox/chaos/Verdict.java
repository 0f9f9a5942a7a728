package dev.longshore.sandbox.chaos;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run has shown.
 *
 * @param seed makes the same jobs and troubles again
 * @param figures what was done and measured, by name, in the order in which they are printed
 */
@JsonPropertyOrder({"seed", "holds", "checks", "figures"})
record Verdict(long seed, List<Check> checks, Map<String, Object> figures) {
    Verdict {
        checks = List.copyOf(checks);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Whether every promise was kept. */
    public boolean isHolds() {
        return checks.stream().allMatch(Check::holds);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Figures, seed " + seed);
        figures.forEach((name, value) -> lines.add(String.format("  %-38s %s", name, value)));
        if (!checks.isEmpty()) {
            lines.add("Verdict");
            checks.forEach(
                    check -> lines.add(String.format("  %-6s %s: %s", check.holds() ? "ok" : "BREACH", check.promise(), check.found())));
        }
        return lines;
    }

    String json() {
        return JsonMapper.builder().build().writeValueAsString(this);
    }
}
