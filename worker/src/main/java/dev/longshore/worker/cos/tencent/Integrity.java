package dev.longshore.worker.cos.tencent;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Holds what COS says it stored against the bytes that were sent. */
final class Integrity {
    private static final int PIECE = 128 * 1024;

    private Integrity() {}

    static StoredBytes check(String what, BodySender.Receipt receipt, Body body) throws StepException {
        String etag = unquoted(receipt.etag());
        String sent = Crc64.hex(receipt.crc64Sent());
        if (etag == null) {
            throw CosErrors.senseless(what, "no ETag");
        }
        String stored = hex(receipt.crc64Stored());
        if (stored == null) {
            checkMd5(what, receipt, etag, body);
        } else if (!stored.equals(sent)) {
            throw mismatch(what + ": CRC-64 " + sent + " was sent, COS stored " + stored, receipt);
        }
        return new StoredBytes(etag, sent);
    }

    /** Without a CRC-64 in the answer the source is read once more: its CRC-64 shows that it is what was sent, its MD5 is held against the ETag. */
    private static void checkMd5(String what, BodySender.Receipt receipt, String etag, Body body) throws StepException {
        Crc64 crc = new Crc64();
        MessageDigest md5 = md5();
        try (InputStream in = body.open()) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                crc.update(piece, 0, read);
                md5.update(piece, 0, read);
            }
        } catch (IOException e) {
            throw CosErrors.source(what, new SourceReadException(e, false));
        }
        if (crc.value() != receipt.crc64Sent()) {
            String message = what + ": the source changed while it was sent";
            throw new StepException(Failure.of(ErrorCode.SOURCE_CHANGED, Failure.Remedy.RETRY, message));
        }
        String expected = HexFormat.of().formatHex(md5.digest());
        if (!expected.equalsIgnoreCase(etag)) {
            throw mismatch(what + ": MD5 " + expected + " was sent, COS answered the ETag " + etag + " and no CRC-64", receipt);
        }
    }

    private static StepException mismatch(String message, BodySender.Receipt receipt) {
        ErrorCode code = ErrorCode.CHECKSUM_MISMATCH;
        return new StepException(new Failure(
                code.code(), code.category(), Failure.Remedy.RETRY, message, null, null, null, receipt.requestId()));
    }

    static @Nullable String unquoted(@Nullable String etag) {
        return etag == null || etag.isBlank() ? null : etag.replace("\"", "");
    }

    /** COS's unsigned decimal as 16 hex digits; absent if it is absent or none. */
    static @Nullable String hex(@Nullable String decimal) {
        if (decimal == null) {
            return null;
        }
        try {
            return Crc64.hex(Crc64.parseDecimal(decimal));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
