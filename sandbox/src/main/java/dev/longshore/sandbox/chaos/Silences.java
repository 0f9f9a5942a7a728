package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.chaos.Outcomes.Heard;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long each partition gave no outcome. */
final class Silences {
    private Silences() {}

    /**
     * The longest silence of each partition that touches the window.
     *
     * @param from beginning of the window, of {@link System#nanoTime()}
     * @param until its end; a silence that lasts until then counts as far as that
     */
    static Map<Integer, Duration> of(List<Heard> heard, int partitions, long from, long until) {
        Map<Integer, Duration> longest = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            long last = from;
            long most = 0;
            for (Heard outcome : heard) {
                if (outcome.partition() == partition && outcome.at() >= from && outcome.at() <= until) {
                    most = Math.max(most, outcome.at() - last);
                    last = outcome.at();
                }
            }
            longest.put(partition, Duration.ofNanos(Math.max(most, until - last)));
        }
        return longest;
    }

    /** The longest of some partitions'; zero of none. */
    static Duration longest(Map<Integer, Duration> silences, Collection<Integer> partitions) {
        return silences.entrySet()
                .stream()
                .filter(silence -> partitions.contains(silence.getKey()))
                .map(Map.Entry::getValue)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
