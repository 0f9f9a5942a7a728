package dev.longshore.worker.seal;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a random 96-bit nonce for each text; the context and the key's id are authenticated with it. Thread-safe.
 *
 * <p>Random nonces keep one key safe for some four thousand million texts; a text is sealed once for each session opened.
 */
public final class AesGcmSeal implements SessionSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing ring;
    private final SecureRandom random = new SecureRandom();

    public AesGcmSeal(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public SealedText seal(SessionSecrets secrets, String context) {
        String keyId = ring.sealingId();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = SecretsText.write(secrets);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, ring.key(keyId).orElseThrow(), nonce, context, keyId).doFinal(plain);
            byte[] text = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
            return new SealedText(keyId, Base64.getEncoder().encodeToString(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't seal with " + CIPHER, e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public SessionSecrets open(SealedText sealed, String context) throws StepException {
        Optional<SecretKey> key = ring.key(sealed.keyId());
        if (key.isEmpty()) {
            throw unavailable("the session was sealed with key '" + sealed.keyId() + "', which this worker lacks");
        }
        byte[] plain = null;
        try {
            byte[] text = Base64.getDecoder().decode(sealed.text());
            if (text.length <= NONCE_BYTES) {
                throw unavailable("the sealed session is too short to be one");
            }
            byte[] nonce = Arrays.copyOf(text, NONCE_BYTES);
            plain = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, context, sealed.keyId())
                    .doFinal(text, NONCE_BYTES, text.length - NONCE_BYTES);
            return SecretsText.read(plain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unavailable("the sealed session can't be opened with key '" + sealed.keyId()
                    + "': it was altered, belongs to another session, or this worker's key of that name is another one");
        } finally {
            if (plain != null) {
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context, String keyId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        // The length first, so that no other pair of id and context gives the same bytes.
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(id.length).flip());
        cipher.updateAAD(id);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Another worker may have the key: the job tries again, within its attempts. */
    private static StepException unavailable(String message) {
        return new StepException(Failure.of(ErrorCode.KEY_UNAVAILABLE, Failure.Remedy.RETRY, message));
    }
}
