package dev.longshore.worker.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * COS confirmed one unit, and its checksum matched the bytes sent.
 *
 * @param unit index in the plan
 * @param bytes its size
 * @param etag COS's ETag without quotes; needed to complete a multipart upload. Absent from a bare receipt: nothing of the unit is needed any more
 *        but that it is stored
 * @param crc64 CRC-64/XZ of the bytes sent as 16 hex digits; absent from a bare receipt, and where COS told none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitReceipt(int unit, long bytes, @Nullable String etag, @Nullable String crc64) {
    /** More units than any plan has; a set of units is a bit for each below the largest. */
    static final int MOST_UNITS = 1 << 24;

    public UnitReceipt {
        if (unit < 0 || unit >= MOST_UNITS || bytes < 0) {
            throw new IllegalArgumentException("not a receipt: unit " + unit + ", " + bytes + " bytes");
        }
    }

    /** For a small file of a bundle: one of many thousand, whose receipts must not outgrow a message. */
    public static UnitReceipt bare(int unit, long bytes) {
        return new UnitReceipt(unit, bytes, null, null);
    }

    @JsonIgnore
    public boolean isBare() {
        return etag == null;
    }
}
