package dev.longshore.sandbox.cos;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An open multipart upload. Sending a part number again replaces the part. */
final class MultipartUpload {

    /** One stored part. */
    record Part(int number, Sums sums, Instant modified, Storage.Blob blob) {}

    /** What the client says of a part when it completes; the ETag is without quotation marks. */
    record Claim(int number, String etag) {}

    private final String id;
    private final ObjectKey key;
    private final Map<String, String> headers;
    private final Instant initiated;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private boolean ended;

    MultipartUpload(String id, ObjectKey key, Map<String, String> headers, Instant initiated) {
        this.id = id;
        this.key = key;
        this.headers = Map.copyOf(headers);
        this.initiated = initiated;
    }

    String id() {
        return id;
    }

    ObjectKey key() {
        return key;
    }

    Instant initiated() {
        return initiated;
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** Returns false when the upload ended while the part was on its way. */
    synchronized boolean add(Part part) {
        if (ended) {
            return false;
        }
        Part replaced = parts.put(part.number(), part);
        if (replaced != null) {
            replaced.blob().delete();
        }
        return true;
    }

    synchronized boolean abort() {
        if (ended) {
            return false;
        }
        ended = true;
        parts.values().forEach(part -> part.blob().delete());
        return true;
    }

    /** Turns the claimed parts into the object and drops the others; null when the upload ended before. */
    synchronized @Nullable StoredObject complete(List<Claim> claims, long smallestPart, Instant now) throws CosException {
        if (ended) {
            return null;
        }
        List<Part> chosen = chosen(claims, smallestPart);
        ended = true;
        for (Part part : chosen) {
            parts.remove(part.number());
        }
        parts.values().forEach(part -> part.blob().delete());
        parts.clear();
        return new StoredObject(sums(chosen), headers, now, chosen.stream().map(Part::blob).toList());
    }

    private List<Part> chosen(List<Claim> claims, long smallestPart) throws CosException {
        var chosen = new ArrayList<Part>(claims.size());
        int previous = 0;
        for (Claim claim : claims) {
            if (claim.number() <= previous) {
                throw new CosException(CosError.INVALID_PART_ORDER, "The list of parts was not in ascending order.");
            }
            previous = claim.number();
            Part part = parts.get(claim.number());
            if (part == null || !part.sums().etag().equalsIgnoreCase(claim.etag())) {
                throw new CosException(CosError.INVALID_PART,
                        "Part " + claim.number() + " was not uploaded, or its ETag is not the one that was specified.");
            }
            chosen.add(part);
        }
        for (Part part : chosen.subList(0, Math.max(0, chosen.size() - 1))) {
            if (part.sums().size() < smallestPart) {
                throw new CosException(CosError.ENTITY_TOO_SMALL,
                        "Part " + part.number() + " is smaller than the minimum allowed size.");
            }
        }
        return chosen;
    }

    /** The ETag is the MD5 of the parts' MD5s and their count; without MD5 it can only look like one. */
    private static Sums sums(List<Part> chosen) {
        var md5 = Digester.md5();
        long size = 0;
        Long crc = 0L;
        for (Part part : chosen) {
            String etag = part.sums().etag();
            md5.update(etag.length() == 32 ? HexFormat.of().parseHex(etag) : etag.getBytes(StandardCharsets.US_ASCII));
            size += part.sums().size();
            Long partCrc = part.sums().crc64();
            crc = crc == null || partCrc == null ? null : Long.valueOf(Crc64.combine(crc, partCrc, part.sums().size()));
        }
        return new Sums(size, HexFormat.of().formatHex(md5.digest()) + '-' + chosen.size(), crc);
    }
}
