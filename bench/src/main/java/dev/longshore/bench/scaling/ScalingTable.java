package dev.longshore.bench.scaling;

import dev.longshore.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all rounds of one load gave, by number of workers. */
final class ScalingTable {
    private final Load load;
    private final Map<Integer, List<Round>> rounds = new TreeMap<>();

    ScalingTable(Load load) {
        this.load = load;
    }

    void add(Round round) {
        rounds.computeIfAbsent(round.workers(), _ -> new ArrayList<>()).add(round);
    }

    /** Markdown: medians with least and most. Speed-ups are against the median of the fewest workers. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("**" + load.title() + "**; concurrentUploadNumber: " + load.asked());
        lines.add("");
        lines.add(
                "| workers | makespan s | ideal s | makespan to ideal | speed-up | lines used % | processors busy % | failed | MiB sent again |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        rounds.forEach((workers, of) -> lines.add("| " + String.join(
                " | ",
                workers.toString(),
                Spread.of(of, Round::seconds).text("%.1f"),
                "%.1f".formatted(of.getFirst().idealSeconds()),
                Spread.of(of, Round::toIdeal).text("%.2f"),
                speedUp(of).text("%.2f"),
                Spread.of(of.stream().flatMap(round -> round.lineShares().stream()).toList(), share -> 100 * share).text("%.0f"),
                Spread.of(of, round -> 100 * round.processors()).text("%.0f"),
                Long.toString(of.stream().mapToLong(Round::failed).sum()),
                "%.1f".formatted(of.stream().mapToLong(Round::bytesAgain).sum() / (double) (1 << 20))) + " |"));
        return lines;
    }

    long failed() {
        return rounds.values().stream().flatMap(List::stream).mapToLong(Round::failed).sum();
    }

    private Spread speedUp(List<Round> of) {
        double base = Spread.of(rounds.values().iterator().next(), Round::seconds).median();
        return Spread.of(of, round -> base / round.seconds());
    }
}
