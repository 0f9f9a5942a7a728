package dev.longshore.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two operations of one job meet a fault each, the second after the first. A build tries some pairs of all; the same ones with
 * {@code -Dlongshore.wire.seed=SEED}, more with {@code -Dlongshore.wire.pairs=N}, each of them with {@code -Dlongshore.wire.pairs=all}.
 */
@Timeout(36_000)
class WireFaultPairsTest {
    private static final int AT_ONCE = 4;
    private static final int IN_A_BUILD = 40;

    @TempDir
    private Path folder;

    /** What became of a pair: null where the second came about, too. */
    private record Tried(String pair, boolean came) {}

    @Test
    void twoFaultsThatPassCostNoMedia() throws Exception {
        long seed = Long.getLong("longshore.wire.seed", new Random().nextLong());
        List<List<Meeting>> pairs = pairs();
        Collections.shuffle(pairs, new Random(seed));
        String wanted = System.getProperty("longshore.wire.pairs", Integer.toString(IN_A_BUILD));
        List<List<Meeting>> tried = wanted.equals("all") ? pairs : pairs.subList(0, Math.min(pairs.size(), Integer.parseInt(wanted)));
        List<String> breaches = new ArrayList<>();
        int met = 0;
        try (ExecutorService carriers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Tried>> passages = carriers.invokeAll(tried.stream().map(this::passage).toList());
            for (int i = 0; i < tried.size(); i++) {
                try {
                    met += passages.get(i).get().came() ? 1 : 0;
                } catch (ExecutionException e) {
                    breaches.add(tried.get(i) + ": " + e.getCause());
                }
            }
        }
        System.out.printf("%d of %d pairs tried (longshore.wire.seed=%d), %d came about%n", tried.size(), pairs.size(), seed, met);
        assertThat(breaches).as("pairs that broke a promise; again with -Dlongshore.wire.seed=%d -Dlongshore.wire.pairs=%s", seed, wanted)
                .isEmpty();
    }

    private static List<List<Meeting>> pairs() {
        List<List<Meeting>> pairs = new ArrayList<>();
        for (Meeting one : Meeting.all()) {
            for (Meeting two : Meeting.all()) {
                pairs.add(Stream.concat(one.inAnyJob().stream(), two.inAnyJob().stream()).toList());
            }
        }
        return pairs;
    }

    private Callable<Tried> passage(List<Meeting> meetings) {
        return () -> new Tried(meetings.toString(), Passage.of(Cargo.EVERYTHING, meetings, folder).missed().isEmpty());
    }
}
