package dev.longshore.worker.uploader;

import dev.longshore.worker.bandwidth.Limiter;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.PacedBody;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Brings one unit into COS. Thread-safe. */
final class UnitSender {
    private final ObjectStore objects;
    private final OpenSession session;
    private final Sources sources;
    private final ListedParts listed;
    private final @Nullable Limiter limiter;
    private final LongConsumer sent;

    /** @param limiter what the units share; absent without a limit */
    UnitSender(
            ObjectStore objects, OpenSession session, Sources sources, ListedParts listed, @Nullable Limiter limiter, LongConsumer sent) {
        this.objects = objects;
        this.session = session;
        this.sources = sources;
        this.listed = listed;
        this.limiter = limiter;
        this.sent = sent;
    }

    /** The receipt of a unit whose bytes are those of the version that the slice opened: it is looked at once more after they were read. */
    UnitReceipt send(PlannedUnit unit) throws StepException {
        try (Sources.Lent lent = sources.lend(unit.object())) {
            return send(unit, lent.file());
        } catch (StepException e) {
            throw StepFailures.withField(e, Sources.field(unit.object()));
        }
    }

    private UnitReceipt send(PlannedUnit unit, SourceFile file) throws StepException {
        Optional<UnitReceipt> adopted = listed.adopt(unit, file);
        adopted.ifPresent(receipt -> sent.accept(receipt.bytes()));
        UnitReceipt receipt = adopted.isPresent() ? adopted.get() : store(unit, file);
        file.requireUnchanged(file.fingerprint());
        return receipt;
    }

    private UnitReceipt store(PlannedUnit unit, SourceFile file) throws StepException {
        PlannedObject object = unit.object();
        ObjectAddress address = session.address(object);
        Body body = paced(file.body(unit.offset(), unit.length(), sent));
        try {
            StoredBytes stored = object.multipart()
                    ? objects.putPart(address, session.upload(object.number()).uploadId(), unit.partNumber(), body)
                    : objects.put(address, body);
            if (object.bare()) {
                return UnitReceipt.bare(unit.index(), unit.length());
            }
            return new UnitReceipt(unit.index(), unit.length(), stored.etag(), stored.crc64());
        } catch (StepException e) {
            throw sourcesFault(file, e);
        }
    }

    private Body paced(Body body) {
        return limiter == null ? body : new PacedBody(body, limiter.pace());
    }

    /** A changed file shows in many ways (a short body, a checksum, a broken request): the change is what is to be reported. */
    private static StepException sourcesFault(SourceFile file, StepException thrown) {
        try {
            file.requireUnchanged(file.fingerprint());
            return thrown;
        } catch (StepException changed) {
            changed.addSuppressed(thrown);
            return changed;
        }
    }
}
