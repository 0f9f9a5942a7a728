package dev.longshore.worker.simulation;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The emulated COS, in grains. */
final class Cos implements ObjectStore {
    private final Calls calls;
    private final Oracle oracle;
    private final Vod vod;
    private final Habits habits;
    private final Map<String, Stored> objects = new HashMap<>();
    private final Map<String, Upload> uploads = new TreeMap<>();
    private final Set<String> everStored = new HashSet<>();
    private int initiated;
    private long begunBytes;

    /**
     * What the service does and permits, for a schedule.
     *
     * @param listing whether certificates permit ListParts and ListMultipartUploads
     * @param looking whether they permit HEAD
     * @param checksums whether CompleteMultipartUpload tells the object's checksum
     */
    record Habits(boolean listing, boolean looking, boolean checksums) {}

    /** @param crc64 of the whole */
    record Stored(byte[] grains, String etag, String crc64) {}

    /** An open upload. */
    static final class Upload {
        final String id;
        final String key;
        final Map<Integer, Stored> parts = new TreeMap<>();

        Upload(String id, String key) {
            this.id = id;
            this.key = key;
        }
    }

    Cos(Calls calls, Oracle oracle, Vod vod, Habits habits) {
        this.calls = calls;
        this.oracle = oracle;
        this.vod = vod;
        this.habits = habits;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return store(Op.PUT, address, 0, body, (stored) -> objects.put(address.key(), stored));
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        return store(Op.PUT_PART, address, partNumber, body, (stored) -> upload(address, uploadId).parts.put(partNumber, stored));
    }

    private interface Keeping {
        void keep(Stored stored) throws StepException;
    }

    private StoredBytes store(Op op, ObjectAddress address, int part, Body body, Keeping keeping) throws StepException {
        oracle.unitBegins(address.key(), part);
        begunBytes += body.length();
        Fault fault = calls.fault(op);
        String about = part == 0 ? address.key() : address.key() + " " + part;
        byte @Nullable [] early = fault == Fault.STALLED ? read(body) : null;
        try {
            return calls.call(op, fault, about, () -> {
                requireValid(op, address);
                byte[] grains = early != null ? early : read(body);
                Stored sent = new Stored(grains, Content.etag(grains), Content.crc64(grains));
                everStored.add(place(address.key(), part) + sent.etag());
                keeping.keep(fault == Fault.STORED_WRONG ? spoiled(sent) : sent);
                body.sent(body.length());
                return new StoredBytes(sent.etag(), sent.crc64());
            });
        } finally {
            oracle.unitEnds();
        }
    }

    /** The ETag is the one that was told; the bytes are others. */
    private static Stored spoiled(Stored sent) {
        byte[] other = sent.grains().clone();
        other[0] ^= 1;
        return new Stored(other, sent.etag(), Content.crc64(other));
    }

    private static byte[] read(Body body) throws StepException {
        try (InputStream in = body.open()) {
            byte[] grains = in.readAllBytes();
            if (Content.bytes(grains.length) != body.length()) {
                throw new IllegalStateException("a body of " + body.length() + " bytes gave " + grains.length + " grains");
            }
            return grains;
        } catch (EOFException e) {
            throw new StepException(Failure.of(ErrorCode.SOURCE_CHANGED, Remedy.RETRY, "the source ended early"), e);
        } catch (IOException e) {
            throw new StepException(Failure.of(ErrorCode.SOURCE_UNREADABLE, Remedy.RETRY, "the source can't be read"), e);
        }
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        Fault fault = calls.fault(Op.INITIATE);
        Strand caller = oracle.caller();
        String id = calls.call(Op.INITIATE, fault, address.key(), () -> {
            requireValid(Op.INITIATE, address);
            String next = "upload-" + ++initiated;
            uploads.put(next, new Upload(next, address.key()));
            oracle.initiated(next, caller.host);
            return next;
        });
        oracle.told(id);
        return id;
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        Optional<List<StoredPart>> listed = calls.call(Op.LIST_PARTS, calls.fault(Op.LIST_PARTS), address.key(), () -> {
            requireValid(Op.LIST_PARTS, address);
            if (!habits.listing()) {
                return Optional.empty();
            }
            List<StoredPart> parts = new ArrayList<>();
            upload(address, uploadId).parts
                    .forEach((number, part) -> parts.add(new StoredPart(number, part.etag(), Content.bytes(part.grains().length))));
            return Optional.of(parts);
        });
        listed.ifPresent(oracle::listed);
        return listed;
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        return calls.call(Op.COMPLETE, calls.fault(Op.COMPLETE), address.key(), () -> {
            requireValid(Op.COMPLETE, address);
            Upload upload = upload(address, uploadId);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            long crc = 0;
            for (StoredPart part : parts) {
                Stored held = upload.parts.get(part.number());
                if (held == null || !held.etag().equals(part.etag())) {
                    throw Fault.refused(Op.COMPLETE, "InvalidPart", ErrorCode.SERVICE_REJECTED, Remedy.NEW_SESSION);
                }
                whole.writeBytes(held.grains());
                long own = Crc64.parseHex(held.crc64());
                crc = part.number() == 1 ? own : Crc64.combine(crc, own, Content.bytes(held.grains().length));
            }
            Stored object = new Stored(whole.toByteArray(), "complete", Crc64.hex(crc));
            objects.put(address.key(), object);
            uploads.remove(uploadId);
            return new StoredObject(-1, object.etag(), habits.checksums() ? object.crc64() : null);
        });
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        return calls.call(Op.LIST_UPLOADS, calls.fault(Op.LIST_UPLOADS), address.key(), () -> {
            requireValid(Op.LIST_UPLOADS, address);
            return habits.listing()
                    ? Optional.of(
                            uploads.values().stream().filter(upload -> upload.key.equals(address.key())).map(upload -> upload.id).toList())
                    : Optional.empty();
        });
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        boolean answered = false;
        Fault fault = calls.fault(Op.ABORT);
        try {
            calls.call(Op.ABORT, fault, uploadId, () -> {
                requireValid(Op.ABORT, address);
                uploads.remove(uploadId);
                return uploadId;
            });
            answered = true;
        } finally {
            if (!answered) {
                oracle.abortFailed(uploadId, fault == Fault.EXPIRED || !vod.certifies(address.secrets()));
            }
        }
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        return calls.call(Op.HEAD, calls.fault(Op.HEAD), address.key(), () -> {
            requireValid(Op.HEAD, address);
            Stored object = objects.get(address.key());
            return !habits.looking() || object == null
                    ? Optional.empty()
                    : Optional.of(new StoredObject(Content.bytes(object.grains().length), object.etag(), object.crc64()));
        });
    }

    private void requireValid(Op op, ObjectAddress address) throws StepException {
        if (!vod.certifies(address.secrets())) {
            throw Fault.EXPIRED.failure(op);
        }
    }

    private Upload upload(ObjectAddress address, String uploadId) throws StepException {
        Upload upload = uploads.get(uploadId);
        if (upload == null || !upload.key.equals(address.key())) {
            throw Fault.refused(Op.COMPLETE, "NoSuchUpload", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        }
        return upload;
    }

    @Nullable Stored object(String key) {
        return objects.get(key);
    }

    /** @param part 0 for a whole object */
    boolean everStored(String key, int part, @Nullable String etag) {
        return everStored.contains(place(key, part) + etag);
    }

    private static String place(String key, int part) {
        return key + " " + part + " ";
    }

    /** The bytes of all bodies that somebody began to send, however far each came. */
    long begunBytes() {
        return begunBytes;
    }

    /** Uploads that are neither completed nor aborted. */
    List<Upload> open() {
        return List.copyOf(uploads.values());
    }
}
