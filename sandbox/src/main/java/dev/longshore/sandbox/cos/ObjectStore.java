package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.RequestBody;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All objects and open multipart uploads of one emulator, whatever their bucket. */
public final class ObjectStore implements AutoCloseable {

    /** A body as it arrives, with what the client announced about it; the digest in hex. */
    record Incoming(RequestBody body, long announcedLength, @Nullable String announcedMd5) {}

    private record Received(Sums sums, Storage.Blob blob) {}

    /** An open multipart upload as the inspection shows it. */
    public record OpenUpload(String uploadId, ObjectKey key, Instant initiated, int parts, long bytes) {}

    private final Storage storage;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final Map<ObjectKey, StoredObject> objects = new ConcurrentHashMap<>();
    private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final SecureRandom random = new SecureRandom();

    public ObjectStore(StoreSettings settings, InstantSource clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.storage = settings.directory() == null ? new DiscardingStorage() : new DiskStorage(settings.directory());
    }

    /** The object, or null. */
    public @Nullable StoredObject find(ObjectKey key) {
        return objects.get(key);
    }

    /** Body bytes received since the start, those of refused and broken requests included. */
    public long receivedBytes() {
        return received.get();
    }

    /** The open multipart uploads, oldest first. */
    public List<OpenUpload> openUploads() {
        return uploads.values()
                .stream()
                .sorted(Comparator.comparing(MultipartUpload::initiated).thenComparing(MultipartUpload::id))
                .map(upload -> {
                    List<MultipartUpload.Part> parts = upload.parts();
                    long bytes = parts.stream().mapToLong(part -> part.sums().size()).sum();
                    return new OpenUpload(upload.id(), upload.key(), upload.initiated(), parts.size(), bytes);
                })
                .toList();
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    Sums put(ObjectKey key, Map<String, String> headers, Incoming incoming) throws IOException {
        Received body = receive(incoming);
        var object = new StoredObject(body.sums(), headers, clock.instant(), List.of(body.blob()));
        replace(key, object);
        return body.sums();
    }

    MultipartUpload initiate(ObjectKey key, Map<String, String> headers) {
        var id = new byte[16];
        random.nextBytes(id);
        long millis = clock.millis();
        var upload = new MultipartUpload(millis + HexFormat.of().formatHex(id), key, headers, clock.instant());
        uploads.put(upload.id(), upload);
        return upload;
    }

    Sums putPart(ObjectKey key, String uploadId, int number, Incoming incoming) throws IOException {
        MultipartUpload upload = upload(key, uploadId);
        Received body = receive(incoming);
        if (!upload.add(new MultipartUpload.Part(number, body.sums(), clock.instant(), body.blob()))) {
            body.blob().delete();
            throw noSuchUpload();
        }
        return body.sums();
    }

    StoredObject complete(ObjectKey key, String uploadId, List<MultipartUpload.Claim> claims) throws CosException {
        MultipartUpload upload = upload(key, uploadId);
        StoredObject object = upload.complete(claims, settings.smallestPart(), clock.instant());
        if (object == null) {
            throw noSuchUpload();
        }
        replace(key, object);
        uploads.remove(uploadId);
        return object;
    }

    void abort(ObjectKey key, String uploadId) throws CosException {
        if (!upload(key, uploadId).abort()) {
            throw noSuchUpload();
        }
        uploads.remove(uploadId);
    }

    MultipartUpload upload(ObjectKey key, String uploadId) throws CosException {
        MultipartUpload upload = uploads.get(uploadId);
        if (upload == null || !upload.key().equals(key)) {
            throw noSuchUpload();
        }
        return upload;
    }

    /** Open uploads of keys with the prefix, by key and id. */
    List<MultipartUpload> uploadsOf(String bucket, String prefix) {
        return uploads.values()
                .stream()
                .filter(upload -> upload.key().bucket().equals(bucket) && upload.key().key().startsWith(prefix))
                .sorted(Comparator.comparing((MultipartUpload upload) -> upload.key().key()).thenComparing(MultipartUpload::id))
                .toList();
    }

    private Received receive(Incoming incoming) throws IOException {
        var digester = new Digester(settings.checksums());
        try (Storage.Writer writer = storage.begin()) {
            incoming.body().forEach(bytes -> {
                received.addAndGet(bytes.remaining());
                digester.update(bytes);
                writer.accept(bytes);
                if (incoming.body().received() > StoreSettings.LARGEST_BODY) {
                    throw new CosException(CosError.ENTITY_TOO_LARGE, "The body exceeds the maximum allowed size.");
                }
            });
            if (incoming.announcedLength() >= 0 && incoming.announcedLength() != incoming.body().received()) {
                throw new CosException(CosError.INCOMPLETE_BODY, "The body is not as long as its Content-Length says.");
            }
            Sums sums = digester.finish(incoming.announcedMd5());
            return new Received(sums, writer.commit());
        }
    }

    private void replace(ObjectKey key, StoredObject object) {
        StoredObject replaced = objects.put(key, object);
        if (replaced != null) {
            replaced.delete();
        }
    }

    private static CosException noSuchUpload() {
        return new CosException(CosError.NO_SUCH_UPLOAD,
                "The specified multipart upload does not exist. It might have been aborted or completed.");
    }
}
