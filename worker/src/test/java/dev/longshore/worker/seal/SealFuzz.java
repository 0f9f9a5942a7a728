package dev.longshore.worker.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.seal.KeyRing.NamedKey;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.Lines;
import dev.longshore.worker.vod.SessionSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What didn't come from the seal doesn't open, and what decrypts but isn't secrets is refused. */
class SealFuzz {
    private static final AesGcmSeal SEAL = new AesGcmSeal(KeyRing.of(List.of(
            new NamedKey("k",
                    Base64.getEncoder().encodeToString("a key of thirty-two bytes, no 0s".getBytes(StandardCharsets.US_ASCII))))));

    @FuzzTest(maxDuration = "1m")
    void aTextThatTheSealDidNotMakeDoesNotOpen(byte[] data) {
        SealedText text = new SealedText("k", new String(data, StandardCharsets.ISO_8859_1));
        try {
            SessionSecrets opened = SEAL.open(text, "job session");
            throw new AssertionError("opened as " + opened);
        } catch (StepException e) {
            assertThat(e.failure().code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE.code());
            Lines.requireLines(e.failure());
        }
    }

    @FuzzTest(maxDuration = "1m")
    void bytesAreSecretsThatReadBackEqualOrAreRefused(byte[] data) {
        SessionSecrets secrets;
        try {
            secrets = SecretsText.read(data);
        } catch (IllegalArgumentException e) {
            Lines.requireLine(e.getMessage(), 100);
            return;
        }
        assertThat(SecretsText.read(SecretsText.write(secrets))).isEqualTo(secrets);
    }
}
