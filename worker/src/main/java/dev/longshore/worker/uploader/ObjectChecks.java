package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds receipts against the plan, and what COS stored against the receipts. */
final class ObjectChecks {
    private final PlanSummary plan;
    private final DoneUnits done;

    ObjectChecks(PlanSummary plan, DoneUnits done) {
        this.plan = plan;
        this.done = done;
    }

    /** Every unit has a receipt, each part's is over exactly its bytes, and all together are over the plan's. */
    void requireAllUnits() throws StepException {
        for (int unit = 0; unit < plan.units(); unit++) {
            if (!done.has(unit)) {
                throw mismatch("unit " + unit + " of " + plan.units() + " has no receipt");
            }
        }
        for (PartedObject object : plan.parted()) {
            for (int unit = object.firstUnit(); unit < object.endUnit(); unit++) {
                requireBytes(unit, object.length(unit));
            }
        }
        if (done.bytes() != plan.bytes()) {
            throw mismatch("the receipts are over " + done.bytes() + " bytes; the plan has " + plan.bytes());
        }
    }

    private void requireBytes(int unit, long expected) throws StepException {
        UnitReceipt receipt = done.receipt(unit);
        if (receipt == null || receipt.etag() == null) {
            throw mismatch("the receipt of unit " + unit + " has no ETag, and it is a part");
        }
        if (receipt.bytes() != expected) {
            throw mismatch("the receipt of unit " + unit + " is over " + receipt.bytes() + " bytes; the plan has " + expected);
        }
    }

    List<StoredPart> parts(PartedObject object) {
        List<StoredPart> parts = new ArrayList<>(object.units());
        for (int unit = object.firstUnit(); unit < object.endUnit(); unit++) {
            String etag = Objects.requireNonNull(receipt(unit).etag());
            parts.add(new StoredPart(object.partNumber(unit), etag, object.length(unit)));
        }
        return parts;
    }

    /** The checksum of the media file (a bundle's manifest), combined from its units'; absent if one of them has none. */
    @Nullable String mediaCrc64() {
        for (PartedObject object : plan.parted()) {
            if (object.firstUnit() == 0) {
                return crc64(object);
            }
        }
        return receipt(0).crc64();
    }

    private @Nullable String crc64(PartedObject object) {
        long whole = 0;
        for (int unit = object.firstUnit(); unit < object.endUnit(); unit++) {
            String crc64 = receipt(unit).crc64();
            if (crc64 == null) {
                return null;
            }
            long piece = Crc64.parseHex(crc64);
            whole = unit == object.firstUnit() ? piece : Crc64.combine(whole, piece, object.length(unit));
        }
        return Crc64.hex(whole);
    }

    /**
     * @param key the object's, for the message
     * @return whether COS told enough to compare anything
     */
    boolean verify(PartedObject object, String key, StoredObject stored) throws StepException {
        if (stored.size() >= 0 && stored.size() != object.bytes()) {
            throw mismatch("COS holds " + stored.size() + " bytes of " + key + "; " + object.bytes() + " were sent");
        }
        String sent = crc64(object);
        String kept = stored.crc64();
        if (sent == null || kept == null) {
            return stored.size() >= 0;
        }
        if (!sent.equalsIgnoreCase(kept)) {
            throw mismatch("COS's checksum of " + key + " is " + kept + "; that of the bytes sent is " + sent);
        }
        return true;
    }

    private UnitReceipt receipt(int unit) {
        return Objects.requireNonNull(done.receipt(unit));
    }

    private static StepException mismatch(String message) {
        return StepFailures.startOver(ErrorCode.CHECKSUM_MISMATCH, message);
    }
}
