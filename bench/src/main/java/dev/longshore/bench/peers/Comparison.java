package dev.longshore.bench.peers;

import dev.longshore.bench.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What all rounds at one setting gave, as a table with medians, spread and ratios. */
final class Comparison {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private final Setting setting;
    private final Map<String, List<Figures>> rounds = new LinkedHashMap<>();

    Comparison(Setting setting) {
        this.setting = setting;
    }

    void add(String peer, Figures figures) {
        rounds.computeIfAbsent(peer, _ -> new ArrayList<>()).add(figures);
    }

    private double throughput(Figures figures) {
        return setting.load().totalBytes() / MIB / figures.seconds();
    }

    private double files(Figures figures) {
        return setting.load().count() / figures.seconds();
    }

    private double cpu(Figures figures) {
        return figures.cpuSeconds() / (setting.load().totalBytes() / GIB);
    }

    private static double resident(Figures figures) {
        return figures.residentBytes() / MIB;
    }

    /** Ratios are medians of the rounds' own, for a round's clients ran minutes apart at most. */
    private Spread ratio(List<Figures> others, ToDoubleFunction<Figures> value) {
        List<Figures> ours = rounds.values().iterator().next();
        List<Figures> numbered = new ArrayList<>();
        for (int i = 0; i < Math.min(others.size(), ours.size()); i++) {
            numbered.add(new Figures(value.applyAsDouble(ours.get(i)) / value.applyAsDouble(others.get(i)), 0, 0, 0));
        }
        return Spread.of(numbered, Figures::seconds);
    }

    /** Markdown; the first client is the one that the ratios are of. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("**" + setting + "**");
        lines.add("");
        lines.add("| client | MiB/s | files/s | client CPU s/GiB | peak RSS MiB | throughput, ours to its | CPU, ours to its |");
        lines.add("|---|---|---|---|---|---|---|");
        rounds.forEach((peer, figures) -> {
            boolean own = peer.equals(rounds.keySet().iterator().next());
            lines.add("| " + String.join(
                    " | ",
                    peer,
                    Spread.of(figures, this::throughput).text("%.0f"),
                    Spread.of(figures, this::files).text("%.1f"),
                    Spread.of(figures, this::cpu).text("%.2f"),
                    Spread.of(figures, Comparison::resident).text("%.0f"),
                    own ? "" : ratio(figures, this::throughput).text("%.2f"),
                    own ? "" : ratio(figures, this::cpu).text("%.2f")) + " |");
        });
        Spread broker = Spread.of(rounds.values().iterator().next(), Figures::brokerCpuSeconds);
        lines.add("");
        lines.add("Kafka meanwhile: " + broker.text("%.1f") + " CPU s.");
        return lines;
    }
}
