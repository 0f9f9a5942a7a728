package dev.longshore.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeavyTailTest {
    private static final long BYTES = 4L << 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sizesAddUpToTheTotalAndNoneIsEmpty(long seed) {
        List<Long> sizes = HeavyTail.sizes(400, BYTES, seed);

        assertThat(sizes).hasSize(400).allMatch(size -> size > 0);
        assertThat(sum(sizes)).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFewHoldMostAndNoneIsAHundredTimesAnother(long seed) {
        List<Long> sizes = HeavyTail.sizes(400, BYTES, seed).stream().sorted(Comparator.reverseOrder()).toList();

        assertThat((double) sum(sizes.subList(0, 40)) / BYTES).as("share of the largest tenth").isBetween(0.3, 0.7);
        assertThat((double) sizes.getFirst() / sizes.getLast()).isBetween(10.0, 100.1);
    }

    @Test
    void theSameSeedGivesTheSameSizes() {
        assertThat(HeavyTail.sizes(400, BYTES, 7)).isEqualTo(HeavyTail.sizes(400, BYTES, 7)).isNotEqualTo(HeavyTail.sizes(400, BYTES, 8));
    }

    @Test
    void oneFileHasAllBytes() {
        assertThat(HeavyTail.sizes(1, BYTES, 1)).containsExactly(BYTES);
    }

    @Test
    void tooFewBytesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeavyTail.sizes(400, 399, 1)).withMessageContaining("--bytes");
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
