package dev.longshore.worker.cos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.qcloud.cos.utils.CRC64;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class Crc64Test {
    private final Random random = new Random(64);

    @Test
    void hasTheCheckValueOfCrc64Xz() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo("995dc9bbdf1939fa");
        assertThat(crc(new byte[0])).isEqualTo("0000000000000000");
    }

    @Test
    void agreesWithTencentsImplementationForAnyLengthAndOffset() {
        byte[] bytes = new byte[70_000];
        random.nextBytes(bytes);
        for (int i = 0; i < 500; i++) {
            int offset = random.nextInt(300);
            int length = i < 100 ? i : random.nextInt(bytes.length - offset);
            CRC64 theirs = new CRC64();
            theirs.update(bytes, offset, length);
            Crc64 ours = new Crc64();
            ours.update(bytes, offset, length);
            assertThat(ours.value()).as("offset %s, length %s", offset, length).isEqualTo(theirs.getValue());
        }
    }

    @Test
    @EnabledIf("dev.longshore.worker.cos.NativeCrc64#available")
    void theLibraryOfTheSystemAgreesWithTheTable() {
        byte[] bytes = new byte[1_000_000];
        random.nextBytes(bytes);
        for (int length : new int[] {0, 1, 1_023, 1_024, 1_025, 65_536, 262_144, 262_145, 999_000}) {
            Crc64 used = new Crc64();
            Crc64 table = new Crc64();
            for (int time = 0; time < 2; time++) {
                used.update(bytes, 7, length);
                table.updateByTable(bytes, 7, length);
            }
            assertThat(used.hex()).as("length %s", length).isEqualTo(table.hex());
        }
    }

    @Test
    void canBeFedInPieces() {
        byte[] bytes = new byte[10_000];
        random.nextBytes(bytes);
        Crc64 pieces = new Crc64();
        for (int at = 0; at < bytes.length;) {
            int length = Math.min(random.nextInt(100), bytes.length - at);
            pieces.update(bytes, at, length);
            at += length;
        }
        assertThat(pieces.hex()).isEqualTo(crc(bytes));
    }

    @Test
    void combinesTheChecksumsOfTwoPieces() {
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        for (int cut : new int[] {0, 1, 15, 16, 17, 4_096, 65_537, 99_999, 100_000}) {
            Crc64 a = new Crc64();
            a.update(bytes, 0, cut);
            Crc64 b = new Crc64();
            b.update(bytes, cut, bytes.length - cut);
            assertThat(Crc64.combine(a.value(), b.value(), bytes.length - cut)).as("cut at %s", cut).isEqualTo(Crc64.parseHex(crc(bytes)));
        }
    }

    @Test
    void combinesPiecesFarLongerThanMemoryAsTencentsImplementationDoes() {
        for (int i = 0; i < 50; i++) {
            long a = random.nextLong();
            long b = random.nextLong();
            long length = random.nextLong(1L << 46);
            assertThat(Crc64.combine(a, b, length)).isEqualTo(CRC64.combine(a, b, length));
        }
    }

    @Test
    void readsTheUnsignedDecimalThatCosWrites() {
        assertThat(Crc64.hex(Crc64.parseDecimal("11051210869376104954"))).isEqualTo("995dc9bbdf1939fa");
        assertThatThrownBy(() -> Crc64.parseDecimal("18446744073709551616")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThatThrownBy(() -> new Crc64().update(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static String crc(byte[] bytes) {
        Crc64 crc = new Crc64();
        crc.update(bytes, 0, bytes.length);
        return crc.hex();
    }
}
