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

/**
 * Some of many trips: as many as a build has time for, or {@code -Dlongshore.wire.sample=N} or {@code all}; the same ones again with
 * {@code -Dlongshore.wire.seed=SEED}, others with {@code random}.
 */
final class Sample {
    private static final int AT_ONCE = 4;

    private Sample() {}

    static void carry(List<Trip> trips, int inABuild, Path folder) throws InterruptedException {
        String chosen = System.getProperty("longshore.wire.seed", "1");
        long seed = chosen.equals("random") ? new Random().nextLong() : Long.parseLong(chosen);
        String wanted = System.getProperty("longshore.wire.sample", Integer.toString(inABuild));
        List<Trip> shuffled = new ArrayList<>(trips);
        Collections.shuffle(shuffled, new Random(seed));
        List<Trip> sample = wanted.equals("all") ? shuffled : shuffled.subList(0, Math.min(shuffled.size(), Integer.parseInt(wanted)));
        List<String> breaches = new ArrayList<>();
        int met = 0;
        try (ExecutorService carriers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Passage>> passages =
                    carriers.invokeAll(sample.stream().<Callable<Passage>>map(trip -> () -> Passage.of(trip, folder)).toList());
            for (int i = 0; i < sample.size(); i++) {
                try {
                    met += passages.get(i).get().missed().isEmpty() ? 1 : 0;
                } catch (ExecutionException e) {
                    breaches.add(sample.get(i) + ": " + e.getCause());
                }
            }
        }
        System.out.printf("%d of %d tried (longshore.wire.seed=%d), all of %d came about%n", sample.size(), trips.size(), seed, met);
        assertThat(breaches).as("broken promises; again with -Dlongshore.wire.seed=%d -Dlongshore.wire.sample=%s", seed, wanted).isEmpty();
    }
}
