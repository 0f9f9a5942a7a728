package dev.longshore.worker.seal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.worker.seal.KeyRing.NamedKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[KeyRing.KEY_BYTES]);

    @Test
    void withoutAKeyThereIsNoStartAndTheMessageSaysHowToMakeOne() {
        assertThatThrownBy(() -> KeyRing.of(List.of()))
                .isInstanceOf(NoKeyException.class)
                .hasMessageContainingAll("longshore.seal.keys", "no key, no start", "openssl rand -base64 32");
    }

    @Test
    void refusesAKeyOfAnotherLengthAndSaysHowLongItIs() {
        String tooShort = Base64.getEncoder().encodeToString(new byte[16]);

        assertThatThrownBy(() -> KeyRing.of(List.of(new NamedKey("a", tooShort))))
                .hasMessageContainingAll("'a'", "16 bytes", "openssl rand -base64 32");
    }

    @Test
    void refusesAKeyThatIsNotBase64AndDoesNotQuoteIt() {
        assertThatThrownBy(() -> KeyRing.of(List.of(new NamedKey("a", "hush!hush!"))))
                .hasMessageContaining("not base64")
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @Test
    void refusesTwoKeysOfOneNameAndAKeyWithoutAName() {
        assertThatThrownBy(() -> KeyRing.of(List.of(new NamedKey("a", KEY), new NamedKey("a", KEY)))).hasMessageContaining("'a'");
        assertThatThrownBy(() -> KeyRing.of(List.of(new NamedKey(" ", KEY)))).hasMessageContaining("no id");
    }
}
