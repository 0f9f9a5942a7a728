package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.chaos.Outcomes.Heard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds the committed outcomes against the jobs. */
final class OutcomeChecks {
    private final List<Order> deck;
    private final List<Heard> heard;

    OutcomeChecks(List<Order> deck, List<Heard> heard) {
        this.deck = List.copyOf(deck);
        this.heard = List.copyOf(heard);
    }

    List<Check> all() {
        return List.of(everyJobEnds(), oneOutcomeARun(), asItMust(), repeatsRepeat(), refusals());
    }

    private Check everyJobEnds() {
        List<String> missing =
                deck.stream()
                        .map(Order::jobId)
                        .filter(jobId -> heard.stream().noneMatch(outcome -> jobId.equals(outcome.jobId())))
                        .toList();
        return Check.of("every accepted job ends", deck.size() + " jobs", missing);
    }

    private Check oneOutcomeARun() {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> against = new ArrayList<>();
        for (Heard outcome : heard) {
            if (outcome.jobId() != null && !outcome.repeat()) {
                counts.merge(outcome.jobId() + " run " + outcome.run(), 1, Integer::sum);
            }
        }
        counts.forEach((run, count) -> {
            if (count > 1) {
                against.add(run + ": " + count + " outcomes");
            }
        });
        long repeats = heard.stream().filter(Heard::repeat).count();
        return Check.of(
                "exactly one outcome per job and run, read committed",
                counts.size() + " runs, " + repeats + " repeats marked as such", against);
    }

    private Check asItMust() {
        List<String> against = new ArrayList<>();
        int failed = 0;
        for (Order order : deck) {
            Heard last = last().get(order.jobId());
            if (last != null) {
                boolean succeeded = last.fileId() != null;
                failed += succeeded ? 0 : 1;
                if (succeeded != (order.fate() == Order.Fate.SUCCEEDS)) {
                    against.add(order.jobId() + (succeeded ? " succeeded" : " failed with " + last.code()));
                }
            }
        }
        return Check.of("a sound file succeeds, an unsound one fails", (last().size() - failed) + " succeeded, " + failed + " failed",
                against);
    }

    private Check repeatsRepeat() {
        Map<String, String> first = new HashMap<>();
        List<String> against = new ArrayList<>();
        for (Heard outcome : heard) {
            if (outcome.jobId() != null && outcome.fileId() != null) {
                String known = first.putIfAbsent(outcome.jobId(), outcome.fileId());
                if (known != null && !known.equals(outcome.fileId())) {
                    against.add(outcome.jobId() + ": " + known + " and " + outcome.fileId());
                }
            }
        }
        return Check.of("all results of a job name one media", first.size() + " jobs", against);
    }

    private Check refusals() {
        long nameless = heard.stream().filter(outcome -> outcome.jobId() == null).count();
        return new Check(
                "each malformed record is refused once", nameless == Deck.MALFORMED.size(),
                Deck.MALFORMED.size() + " records, " + nameless + " errors without a job");
    }

    /** The last outcome of each job of the deck. */
    Map<String, Heard> last() {
        Map<String, Heard> last = new LinkedHashMap<>();
        for (Heard outcome : heard) {
            String jobId = outcome.jobId();
            if (jobId != null) {
                last.merge(jobId, outcome, (a, b) -> b.run() >= a.run() ? b : a);
            }
        }
        last.keySet().retainAll(deck.stream().map(Order::jobId).filter(Objects::nonNull).toList());
        return last;
    }
}
