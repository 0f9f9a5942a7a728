package dev.longshore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
    @Test
    void allButIdlingAndWaitingForDisksIsBusyAndGuestsCountOnce() throws Exception {
        Processors then = Processors.of("cpu  100 10 50 1000 200 5 5 30 77 7");
        assertThat(then).isEqualTo(new Processors(200, 1200));

        assertThat(Processors.of("cpu  125 10 50 1050 225 5 5 30 99 9").busySince(then)).isEqualTo(0.25);
        assertThat(then.busySince(then)).isZero();
    }

    @Test
    void anotherFileIsRefused() {
        assertThatThrownBy(() -> Processors.of("cpu0 1 2 3")).isInstanceOf(IOException.class).hasMessageContaining("cpu0 1 2 3");
    }
}
