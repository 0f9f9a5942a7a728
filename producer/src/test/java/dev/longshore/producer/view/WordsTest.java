package dev.longshore.producer.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void bytesAreToldInTheUnitThatFits() {
        assertThat(Words.bytes(0)).isEqualTo("0 B");
        assertThat(Words.bytes(1023)).isEqualTo("1023 B");
        assertThat(Words.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Words.bytes(1.5 * (1L << 30))).isEqualTo("1.5 GiB");
        assertThat(Words.bytes(Long.MAX_VALUE)).isEqualTo("8192.0 PiB");
        assertThat(Words.bytesOf(512 << 10, 4 << 20)).isEqualTo("0.5/4.0 MiB");
    }

    @Test
    void timesAreToldAsAClock() {
        assertThat(Words.clock(Duration.ofSeconds(-1))).isEqualTo("00:00");
        assertThat(Words.clock(Duration.ofSeconds(61))).isEqualTo("01:01");
        assertThat(Words.clock(Duration.ofHours(30))).isEqualTo("30:00:00");
        assertThat(Words.seconds(1234)).isEqualTo("1.23");
        assertThat(Words.seconds(61_234)).isEqualTo("61.2");
    }

    @Test
    void aLongIdKeepsBothEnds() {
        assertThat(Words.shortened("harbour-at-dawn-0001", 11)).isEqualTo("harbo~-0001").hasSize(11);
        assertThat(Words.shortened("short", 11)).isEqualTo("short");
    }
}
