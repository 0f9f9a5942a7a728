package dev.longshore.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTableTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path dir;

    @Test
    void eachNumberOfWorkersHasALineWithItsRatiosToTheIdealAndToTheFewest() throws Exception {
        Load load = Load.file(dir, 1_000 * MIB, 64);
        ScalingTable table = new ScalingTable(load);
        table.add(round(load, 4, 30, 0, 0.8, 1.0));
        table.add(round(load, 1, 102, 0, 1.0));
        table.add(round(load, 4, 26, 0, 0.9));
        table.add(round(load, 1, 98, 0, 0.99));

        assertThat(table.lines())
                .startsWith("**1 file of 1000 MiB**; concurrentUploadNumber: 64")
                .endsWith(
                        "| 1 | 100.0 (98.0–102.0) | 100.0 | 1.00 (0.98–1.02) | 1.00 (0.98–1.02) | 100 (99–100) | 50 (50–50) | 0 | 0.0 |",
                        "| 4 | 28.0 (26.0–30.0) | 25.0 | 1.12 (1.04–1.20) | 3.59 (3.33–3.85) | 90 (80–100) | 50 (50–50) | 0 | 0.0 |");
        assertThat(table.failed()).isZero();
    }

    @Test
    void jobsThatFailedAreCountedOverAllRounds() throws Exception {
        Load load = Load.file(dir, MIB, null);
        ScalingTable table = new ScalingTable(load);
        table.add(round(load, 1, 1, 2, 1.0));
        table.add(round(load, 2, 1, 1, 1.0));

        assertThat(table.failed()).isEqualTo(3);
        assertThat(table.lines().getFirst()).endsWith("the workers' default");
    }

    @Test
    void filesAreAsLongAsTheyShouldBeAndPublishedInTheOrderOfTheirSizesAsDrawn() throws Exception {
        List<Long> sizes = HeavyTail.sizes(20, 20 * MIB, 3);

        Load load = Load.files(dir, sizes, 3, null);

        assertThat(load.files()).extracting(Files::size).containsExactlyElementsOf(sizes);
        assertThat(load.bytes()).isEqualTo(20 * MIB);
        assertThat(load.title()).contains("seed 3");
        assertThat(load.idealSeconds(4, MIB)).isEqualTo(5);
    }

    private static Round round(Load load, int workers, double seconds, long failed, Double... shares) {
        return new Round(
                workers, seconds, load.idealSeconds(workers, 10 * MIB), failed, 0,
                shares.length == 0 ? Collections.nCopies(workers, 1.0) : List.of(shares), 0.5);
    }
}
