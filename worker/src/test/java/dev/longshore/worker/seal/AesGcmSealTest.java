package dev.longshore.worker.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.seal.KeyRing.NamedKey;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AesGcmSealTest {
    private static final SessionSecrets SECRETS = new SessionSecrets("session-key/+=", "AKIDé", "secret", "t".repeat(2_000));
    private static final NamedKey OLD = key("2026-01", 1);
    private static final NamedKey NEW = key("2026-02", 2);
    private static final String CONTEXT = "job-1/session-1";

    private final AesGcmSeal seal = sealWith(OLD);

    @Test
    void opensWhatItSealed() throws StepException {
        assertThat(seal.open(seal.seal(SECRETS, CONTEXT), CONTEXT)).isEqualTo(SECRETS);
    }

    @Test
    void neverSealsTheSameTextTwiceAlike() {
        assertThat(seal.seal(SECRETS, CONTEXT)).isNotEqualTo(seal.seal(SECRETS, CONTEXT));
    }

    @Test
    void showsNoSecret() {
        SealedText sealed = seal.seal(SECRETS, CONTEXT);

        String readable = new String(Base64.getDecoder().decode(sealed.text()), StandardCharsets.ISO_8859_1);
        assertThat(readable).doesNotContain("session-key", "secret", "AKID", "tttt");
        assertThat(sealed.toString() + KeyRing.of(List.of(OLD)) + OLD + SECRETS).doesNotContain(OLD.base64(), "AKID", "tttt");
    }

    @Test
    void theFirstKeySealsAndAllOpenSoThatKeysCanBeRotated() throws StepException {
        SealedText before = sealWith(OLD).seal(SECRETS, CONTEXT);
        SealedText between = sealWith(OLD, NEW).seal(SECRETS, CONTEXT);
        SealedText after = sealWith(NEW, OLD).seal(SECRETS, CONTEXT);

        assertThat(List.of(before.keyId(), between.keyId(), after.keyId())).containsExactly("2026-01", "2026-01", "2026-02");
        assertThat(sealWith(NEW, OLD).open(before, CONTEXT)).isEqualTo(SECRETS);
        assertThat(sealWith(OLD, NEW).open(after, CONTEXT)).isEqualTo(SECRETS);
    }

    @Test
    void namesTheKeyThatTheRingLacks() {
        SealedText sealed = sealWith(NEW).seal(SECRETS, CONTEXT);

        assertUnavailable(seal, sealed, CONTEXT, "2026-02");
    }

    @Test
    void refusesAnotherContext() {
        assertUnavailable(seal, seal.seal(SECRETS, CONTEXT), "job-1/session-2", "altered");
    }

    @Test
    void refusesAnotherKeyOfTheSameName() {
        SealedText sealed = sealWith(new NamedKey(OLD.id(), NEW.base64())).seal(SECRETS, CONTEXT);

        assertUnavailable(seal, sealed, CONTEXT, "another one");
    }

    @Test
    void refusesASealedTextUnderAnotherKeysName() {
        NamedKey alias = new NamedKey("alias", OLD.base64());
        SealedText sealed = seal.seal(SECRETS, CONTEXT);

        assertUnavailable(sealWith(OLD, alias), new SealedText("alias", sealed.text()), CONTEXT, "altered");
    }

    @Test
    void refusesATextAlteredInAnyByte() {
        SealedText sealed = seal.seal(new SessionSecrets("k", "i", "s", "t"), CONTEXT);
        byte[] text = Base64.getDecoder().decode(sealed.text());

        for (int i = 0; i < text.length; i++) {
            byte[] altered = text.clone();
            altered[i] ^= 1;
            assertUnavailable(seal, new SealedText(sealed.keyId(), base64(altered)), CONTEXT, "altered");
        }
    }

    @Test
    void refusesATextThatIsShortenedOrNoBase64() {
        SealedText sealed = seal.seal(SECRETS, CONTEXT);
        byte[] text = Base64.getDecoder().decode(sealed.text());

        assertUnavailable(seal, new SealedText(sealed.keyId(), base64(Arrays.copyOf(text, 12))), CONTEXT, "too short");
        assertUnavailable(seal, new SealedText(sealed.keyId(), base64(Arrays.copyOf(text, 20))), CONTEXT, "altered");
        assertUnavailable(seal, new SealedText(sealed.keyId(), "%%%"), CONTEXT, "altered");
    }

    private static void assertUnavailable(AesGcmSeal seal, SealedText sealed, String context, String words) {
        assertThatThrownBy(() -> seal.open(sealed, context))
                .hasMessageContaining(words)
                .asInstanceOf(InstanceOfAssertFactories.type(StepException.class))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE.code()));
    }

    private static AesGcmSeal sealWith(NamedKey... keys) {
        return new AesGcmSeal(KeyRing.of(List.of(keys)));
    }

    private static NamedKey key(String id, int fill) {
        byte[] bytes = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(bytes, (byte) fill);
        return new NamedKey(id, base64(bytes));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
