package dev.longshore.worker.ledger;

import dev.longshore.worker.ledger.Message.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The transition table as a state diagram and as Markdown. */
final class FlowDocument {
    private record Edge(Phase from, Phase to) {}

    private record Line(Kind kind, String rule) {}

    private FlowDocument() {}

    static String diagram() {
        Map<Edge, List<String>> edges = new LinkedHashMap<>();
        Transitions.forEach((from, cell) -> cell.getValue()
                .leadsTo()
                .stream()
                .filter(to -> to != from)
                .forEach(to -> edges.computeIfAbsent(new Edge(from, to), _ -> new ArrayList<>()).add(name(cell.getKey()))));
        StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        edges.forEach((edge, kinds) -> text.append("    ")
                .append(edge.from() == Phase.ABSENT ? "[*]" : name(edge.from()))
                .append(" --> ")
                .append(edge.to() == Phase.ABSENT ? "[*]" : name(edge.to()))
                .append(" : ")
                .append(String.join(", ", kinds))
                .append('\n'));
        return text.append("```\n").toString();
    }

    static String table() {
        Map<Line, Map<Phase, Set<Phase>>> lines = new LinkedHashMap<>();
        Transitions.forEach((from, cell) -> {
            Set<Phase> others = EnumSet.copyOf(cell.getValue().leadsTo());
            others.remove(from);
            lines.computeIfAbsent(new Line(cell.getKey(), cell.getValue().name()), _ -> new EnumMap<>(Phase.class)).put(from, others);
        });
        StringBuilder text = new StringBuilder("| on | in | the ledger does | and may go to |\n|---|---|---|---|\n");
        lines.entrySet().stream().sorted(Comparator.comparing(line -> line.getKey().kind())).forEach(line -> {
            Map<Set<Phase>, Set<Phase>> byTargets = new LinkedHashMap<>();
            line.getValue().forEach((from, to) -> byTargets.computeIfAbsent(to, _ -> EnumSet.noneOf(Phase.class)).add(from));
            byTargets.forEach((to, from) -> text.append("| %s | %s | `%s` | %s |\n"
                    .formatted(name(line.getKey().kind()), names(from), line.getKey().rule(), to.isEmpty() ? "stays" : names(to))));
        });
        return text.toString();
    }

    private static String names(Set<Phase> phases) {
        return phases.stream().map(FlowDocument::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
