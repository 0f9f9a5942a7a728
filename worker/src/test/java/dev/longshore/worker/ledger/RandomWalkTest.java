package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** More walks: {@code -Dlongshore.walks=1000000}; one again: {@code -Dlongshore.walk.seed=…}. */
class RandomWalkTest {
    private static final int WALKS = Integer.getInteger("longshore.walks", 2_000);

    @Test
    void whateverGoesWrongTheRulesHoldAndEverythingDrainsOnceFaultsEnd() {
        Long only = Long.getLong("longshore.walk.seed");
        if (only != null) {
            walk(only);
            return;
        }
        for (long seed = 0; seed < WALKS; seed++) {
            walk(seed);
        }
    }

    @Test
    void seedsThatFoundAFaultBeforeHold() throws IOException {
        try (InputStream seeds = Objects.requireNonNull(RandomWalkTest.class.getResourceAsStream("seeds.txt"))) {
            List<Long> all = new String(seeds.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.split(" ")[0]))
                    .toList();
            assertThat(all).isNotEmpty();
            all.forEach(RandomWalkTest::walk);
        }
    }

    @Test
    void foldingAWalksMessagesAgainGivesTheSameRecordAtEveryStep() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(records(new RandomWalk(seed).run())).as("seed %s", seed).isEqualTo(records(new RandomWalk(seed).run()));
        }
    }

    private static List<Object> records(List<JobWalk.Step> messages) {
        Ledger ledger = new Ledger(RandomWalk.POLICY);
        List<Object> records = new ArrayList<>();
        JobRecord record = null;
        for (JobWalk.Step step : messages) {
            record = ledger.decide(record, step.message(), step.at()).next();
            records.add(record == null ? "forgotten" : record);
        }
        return records;
    }

    private static void walk(long seed) {
        try {
            new RandomWalk(seed).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
