package dev.longshore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4, 1, 3, 2), Integer::doubleValue)).isEqualTo(new Spread(1, 2.5, 4));
        assertThat(Spread.of(List.of(9, 1, 3), Integer::doubleValue)).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void itsTextHasTheMedianFirst() {
        assertThat(new Spread(1, 2.5, 4).text("%.1f")).isEqualTo("2.5 (1.0–4.0)");
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.<Integer>of(), Integer::doubleValue));
    }
}
