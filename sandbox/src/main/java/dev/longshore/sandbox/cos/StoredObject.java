package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.RequestBody;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object: its sums, the headers it was stored with, and the blobs whose concatenation it is. */
public final class StoredObject {

    private final Sums sums;
    private final Map<String, String> headers;
    private final Instant modified;
    private final List<Storage.Blob> content;

    StoredObject(Sums sums, Map<String, String> headers, Instant modified, List<Storage.Blob> content) {
        this.sums = sums;
        this.headers = Map.copyOf(headers);
        this.modified = modified;
        this.content = List.copyOf(content);
    }

    public long size() {
        return sums.size();
    }

    /** Null when the emulator runs without checksums. */
    public @Nullable Long crc64() {
        return sums.crc64();
    }

    public String etag() {
        return sums.etag();
    }

    public Instant modified() {
        return modified;
    }

    Sums sums() {
        return sums;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** False when the bytes were discarded. */
    public boolean isReadable() {
        return content.stream().allMatch(Storage.Blob::isReadable);
    }

    public void writeTo(RequestBody.Receiver receiver) throws IOException {
        writeTo(receiver, 0, size());
    }

    /** Sends {@code length} bytes from {@code offset} on. */
    public void writeTo(RequestBody.Receiver receiver, long offset, long length) throws IOException {
        long skip = offset;
        long left = length;
        for (Storage.Blob blob : content) {
            if (left > 0 && skip < blob.size()) {
                long take = Math.min(left, blob.size() - skip);
                blob.writeTo(receiver, skip, take);
                left -= take;
                skip = 0;
            } else {
                skip -= Math.min(skip, blob.size());
            }
        }
    }

    void delete() {
        content.forEach(Storage.Blob::delete);
    }
}
