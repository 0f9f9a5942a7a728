package dev.longshore.sandbox.cos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class Crc64Test {

    @Test
    void the_published_check_value_comes_out() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0x995dc9bbdf1939faL);
        assertThat(crc(new byte[0])).isZero();
    }

    @RepeatedTest(50)
    void any_split_and_any_step_gives_the_sum_of_one_bit_at_a_time(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var bytes = new byte[random.nextInt(5_000)];
        random.nextBytes(bytes);
        int cut = random.nextInt(bytes.length + 1);

        var inSteps = new Crc64();
        inSteps.update(bytes, 0, cut);
        inSteps.update(bytes, cut, bytes.length - cut);
        var first = new Crc64();
        first.update(bytes, 0, cut);
        var second = new Crc64();
        second.update(bytes, cut, bytes.length - cut);

        assertThat(inSteps.value()).isEqualTo(bitwise(bytes));
        assertThat(Crc64.combine(first.value(), second.value(), bytes.length - cut)).isEqualTo(bitwise(bytes));
    }

    @Test
    void sums_of_pieces_that_are_far_apart_combine() {
        var zeros = new byte[1 << 20];
        long mebibyte = crc(zeros);
        long whole = 0;
        for (int i = 0; i < 3; i++) {
            whole = Crc64.combine(whole, mebibyte, zeros.length);
        }
        assertThat(whole).isEqualTo(crc(new byte[3 << 20]));
    }

    private static long crc(byte[] bytes) {
        var crc = new Crc64();
        crc.update(bytes, 0, bytes.length);
        return crc.value();
    }

    private static long bitwise(byte[] bytes) {
        long crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xC96C5795D7870F42L;
            }
        }
        return ~crc;
    }
}
