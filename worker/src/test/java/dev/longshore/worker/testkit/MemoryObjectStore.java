package dev.longshore.worker.testkit;

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
import dev.longshore.worker.vod.SessionSecrets;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * COS in memory: certificates, part rules and checksums as COS has them. Thread-safe.
 *
 * <p>Calls are named {@code put KEY}, {@code initiate KEY}, {@code putPart KEY N}, {@code listParts KEY}, {@code listUploads KEY}, {@code complete KEY}, {@code abort KEY},
 * {@code head KEY}.
 */
public final class MemoryObjectStore implements ObjectStore {
    private static final int LEAST_PART = 1 << 20;
    private static final int MOST_PARTS = 10_000;

    public final Faults faults = new Faults();
    private final Predicate<SessionSecrets> certificates;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger uploadIds = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile boolean listingPermitted = true;
    private volatile boolean lookingPermitted = true;
    private volatile boolean tellsCrc64 = true;

    private record Upload(String key, Map<Integer, Part> parts) {}

    private record Part(byte[] bytes, StoredBytes receipt) {
        Part(byte[] bytes) {
            this(bytes, MemoryObjectStore.receipt(bytes));
        }
    }

    /** @param certificates whether a certificate is valid now */
    public MemoryObjectStore(Predicate<SessionSecrets> certificates) {
        this.certificates = certificates;
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        String call = "put " + address.key();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            begin(call, address);
            byte[] bytes = receive(body);
            objects.put(address.key(), bytes);
            faults.after(call);
            return receipt(bytes);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        String call = "initiate " + address.key();
        begin(call, address);
        String id = "upload-" + uploadIds.incrementAndGet();
        uploads.put(id, new Upload(address.key(), new ConcurrentHashMap<>()));
        faults.after(call);
        return id;
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        String call = "putPart " + address.key() + " " + partNumber;
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            begin(call, address);
            if (partNumber < 1 || partNumber > MOST_PARTS) {
                throw refused("InvalidArgument", Remedy.GIVE_UP);
            }
            upload(address, uploadId);
            Part part = new Part(receive(body));
            upload(address, uploadId).parts().put(partNumber, part);
            faults.after(call);
            return part.receipt();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        begin("listParts " + address.key(), address);
        if (!listingPermitted) {
            return Optional.empty();
        }
        List<StoredPart> parts = new ArrayList<>();
        new TreeMap<>(upload(address, uploadId).parts())
                .forEach((n, part) -> parts.add(new StoredPart(n, part.receipt().etag(), part.bytes().length)));
        return Optional.of(parts);
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        begin("listUploads " + address.key(), address);
        List<String> open = uploads.entrySet()
                .stream()
                .filter(upload -> upload.getValue().key().equals(address.key()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return listingPermitted ? Optional.of(open) : Optional.empty();
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        String call = "complete " + address.key();
        begin(call, address);
        Upload upload = upload(address, uploadId);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < parts.size(); i++) {
            StoredPart part = parts.get(i);
            Part held = upload.parts().get(part.number());
            if (part.number() <= before) {
                throw refused("InvalidPartOrder", Remedy.NEW_SESSION);
            }
            if (held == null || !held.receipt().etag().equals(part.etag())) {
                throw refused("InvalidPart", Remedy.NEW_SESSION);
            }
            if (held.bytes().length < LEAST_PART && i < parts.size() - 1) {
                throw refused("EntityTooSmall", Remedy.NEW_SESSION);
            }
            before = part.number();
            whole.writeBytes(held.bytes());
        }
        objects.put(address.key(), whole.toByteArray());
        uploads.remove(uploadId);
        faults.after(call);
        return new StoredObject(-1, "complete-" + parts.size(), tellsCrc64 ? crc64(whole.toByteArray()) : null);
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        String call = "abort " + address.key();
        begin(call, address);
        uploads.remove(uploadId);
        faults.after(call);
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        begin("head " + address.key(), address);
        byte[] bytes = objects.get(address.key());
        return !lookingPermitted || bytes == null
                ? Optional.empty()
                : Optional.of(new StoredObject(bytes.length, md5(bytes), crc64(bytes)));
    }

    public void forbidListing() {
        listingPermitted = false;
    }

    public void forbidLooking() {
        lookingPermitted = false;
    }

    public void keepChecksumsToItself() {
        tellsCrc64 = false;
    }

    public byte @Nullable [] object(String key) {
        return objects.get(key);
    }

    /** Uploads that are neither completed nor aborted. */
    public int openUploads() {
        return uploads.size();
    }

    /** The most bodies that were received at one time. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Puts other bytes in place of a part's, as a fault of the store or a worker's bug would. */
    public void replacePart(String key, int number, byte[] bytes) {
        uploads.values().stream().filter(upload -> upload.key().equals(key)).forEach(upload -> upload.parts().put(number, new Part(bytes)));
    }

    private void begin(String call, ObjectAddress address) throws StepException {
        faults.before(call);
        if (!certificates.test(address.secrets())) {
            throw Faults.refused("ExpiredToken", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        }
    }

    private Upload upload(ObjectAddress address, String uploadId) throws StepException {
        Upload upload = uploads.get(uploadId);
        if (upload == null || !upload.key().equals(address.key())) {
            throw Faults.refused("NoSuchUpload", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        }
        return upload;
    }

    private static byte[] receive(Body body) throws StepException {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(Math.toIntExact(body.length()));
            body.pace().await(bytes.length);
            body.sent(bytes.length);
            if (bytes.length != body.length() || in.read() >= 0) {
                throw new IllegalStateException("a body of " + body.length() + " bytes gave " + bytes.length);
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "interrupted"), e);
        } catch (EOFException e) {
            throw new StepException(Failure.of(ErrorCode.SOURCE_CHANGED, Remedy.RETRY, "the source ended early"), e);
        } catch (IOException e) {
            throw new StepException(Failure.of(ErrorCode.SOURCE_UNREADABLE, Remedy.RETRY, "the source can't be read: " + e), e);
        }
    }

    private static StepException refused(String serviceCode, Remedy remedy) {
        return Faults.refused(serviceCode, ErrorCode.SERVICE_REJECTED, remedy);
    }

    private static StoredBytes receipt(byte[] bytes) {
        return new StoredBytes(md5(bytes), crc64(bytes));
    }

    public static String crc64(byte[] bytes) {
        Crc64 crc = new Crc64();
        crc.update(bytes, 0, bytes.length);
        return crc.hex();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
