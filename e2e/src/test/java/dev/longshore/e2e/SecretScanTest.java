package dev.longshore.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan of a full run finds what is planted, and nothing where nothing is. */
class SecretScanTest {
    private static final String SECRET = "s3cr+t/Key=0123456789";

    private final SecretScan scan = new SecretScan().secret("the key", SECRET);
    private final Random random = new Random(5);

    @Test
    void findsASecretInTheMiddleOfARecordAndSaysWhereAndWhichButNotWhat() {
        assertThat(scan.in("topic jobs-0@7", planted(SECRET.getBytes(UTF_8)))).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo("topic jobs-0@7");
            assertThat(finding.secret()).isEqualTo("the key");
            assertThat(finding.toString()).doesNotContain(SECRET);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100})
    void findsASecretWithinABase64TextWhateverStandsBeforeIt(int before) {
        byte[] inner = ("x".repeat(before) + SECRET + "yz").getBytes(UTF_8);
        assertThat(scan.in("log", planted(Base64.getEncoder().encode(inner)))).isNotEmpty();
        assertThat(scan.in("log", planted(Base64.getUrlEncoder().withoutPadding().encode(inner)))).isNotEmpty();
    }

    @Test
    void findsTheOtherFormsThatATextTakes() {
        assertThat(scan.in("log", planted(URLEncoder.encode(SECRET, UTF_8).getBytes(US_ASCII)))).isNotEmpty();
        assertThat(scan.in("log", planted("s3cr%2bt%2fKey%3d0123456789".getBytes(US_ASCII)))).isNotEmpty();
        assertThat(scan.in("log", planted(HexFormat.of().formatHex(SECRET.getBytes(UTF_8)).getBytes(US_ASCII)))).isNotEmpty();
        assertThat(scan.in("log", planted(SECRET.replace("/", "\\/").getBytes(US_ASCII)))).isNotEmpty();
        assertThat(scan.in("log", planted(SECRET.getBytes(UTF_16LE)))).isNotEmpty();
    }

    @Test
    void findsASecretThatIsBytesAndNoText() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        SecretScan bytes = new SecretScan().secret("sealing key", key);
        assertThat(bytes.in("store", planted(key))).isNotEmpty();
        assertThat(bytes.in("store", planted(Base64.getEncoder().encode(key)))).isNotEmpty();
    }

    @Test
    void findsItAtTheVeryBeginningAndEnd() {
        byte[] secret = SECRET.getBytes(UTF_8);
        assertThat(scan.in("log", secret)).isNotEmpty();
        assertThat(scan.in("log", ("x" + SECRET).getBytes(UTF_8))).isNotEmpty();
    }

    @Test
    void findsNothingInWhatHoldsOnlyHalfOfIt() {
        assertThat(scan.in("log", planted(SECRET.substring(0, 12).getBytes(UTF_8)))).isEmpty();
        assertThat(scan.in("log", planted(SECRET.toUpperCase().getBytes(UTF_8)))).isEmpty();
        assertThat(scan.in("log", new byte[0])).isEmpty();
    }

    private byte[] planted(byte[] what) {
        byte[] around = new byte[1_000 + random.nextInt(1_000)];
        random.nextBytes(around);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(around);
        all.writeBytes(what);
        all.writeBytes(around);
        return all.toByteArray();
    }
}
