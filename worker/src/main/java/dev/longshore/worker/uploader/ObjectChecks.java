package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds receipts against the plan, and what COS stored against the receipts. */
final class ObjectChecks {
    private final UploadPlan plan;
    private final DoneUnits done;

    ObjectChecks(UploadPlan plan, DoneUnits done) {
        this.plan = plan;
        this.done = done;
    }

    /** Every unit has a receipt over exactly its bytes; so the receipts of an object add up to its size. */
    void requireAllUnits() throws StepException {
        for (int i = 0; i < plan.units(); i++) {
            UnitReceipt receipt = done.receipt(i);
            long expected = plan.unit(i).length();
            if (receipt == null) {
                throw mismatch("unit " + i + " of " + plan.units() + " has no receipt");
            }
            if (receipt.bytes() != expected) {
                throw mismatch("the receipt of unit " + i + " is over " + receipt.bytes() + " bytes; the plan has " + expected);
            }
        }
    }

    List<StoredPart> parts(PlannedObject object) {
        List<StoredPart> parts = new ArrayList<>(object.units());
        for (int i = object.firstUnit(); i < object.firstUnit() + object.units(); i++) {
            PlannedUnit unit = plan.unit(i);
            parts.add(new StoredPart(unit.partNumber(), receipt(i).etag(), unit.length()));
        }
        return parts;
    }

    /** The checksum of the whole object, combined from its units'; absent if one of them has none. */
    @Nullable String crc64(PlannedObject object) {
        long whole = 0;
        for (int i = object.firstUnit(); i < object.firstUnit() + object.units(); i++) {
            String crc64 = receipt(i).crc64();
            if (crc64 == null) {
                return null;
            }
            long piece = Crc64.parseHex(crc64);
            whole = i == object.firstUnit() ? piece : Crc64.combine(whole, piece, plan.unit(i).length());
        }
        return Crc64.hex(whole);
    }

    /** @return whether COS told enough to compare anything */
    boolean verify(PlannedObject object, StoredObject stored) throws StepException {
        if (stored.size() >= 0 && stored.size() != object.bytes()) {
            throw mismatch("COS holds " + stored.size() + " bytes of the " + object.kind() + "; " + object.bytes() + " were sent");
        }
        String sent = crc64(object);
        String kept = stored.crc64();
        if (sent == null || kept == null) {
            return stored.size() >= 0;
        }
        if (!sent.equalsIgnoreCase(kept)) {
            throw mismatch("COS's checksum of the " + object.kind() + " is " + kept + "; that of the bytes sent is " + sent);
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
