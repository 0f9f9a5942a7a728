package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.Exchange;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves one authorized request and answers it. */
final class CosAnswer {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    private final ObjectStore store;
    private final Exchange exchange;
    private final Map<String, String> headers = new LinkedHashMap<>();

    CosAnswer(ObjectStore store, Exchange exchange, String requestId) {
        this.store = store;
        this.exchange = exchange;
        headers.put("Server", "tencent-cos");
        headers.put("x-cos-request-id", requestId);
    }

    void serve(CosOperation operation, ObjectKey key) throws IOException {
        switch (operation) {
            case PUT_OBJECT -> stored(store.put(key, objectHeaders(), incoming()));
            case INITIATE_MULTIPART_UPLOAD -> initiate(key);
            case UPLOAD_PART -> stored(store.putPart(key, uploadId(), partNumber(), incoming()));
            case COMPLETE_MULTIPART_UPLOAD -> complete(key);
            case ABORT_MULTIPART_UPLOAD -> {
                store.abort(key, uploadId());
                exchange.answer(204, headers, new byte[0]);
            }
            case LIST_PARTS -> xml(Listings.parts(exchange, store.upload(key, uploadId())));
            case LIST_MULTIPART_UPLOADS ->
                xml(Listings.uploads(exchange, key.bucket(), store.uploadsOf(key.bucket(), key.key())));
            case HEAD_OBJECT -> object(object(key));
            case GET_OBJECT -> object(readable(object(key)));
        }
    }

    private void initiate(ObjectKey key) throws IOException {
        MultipartUpload upload = store.initiate(key, objectHeaders());
        xml(new Xml("InitiateMultipartUploadResult")
                .add("Bucket", key.bucket())
                .add("Key", key.key())
                .add("UploadId", upload.id())
                .bytes());
    }

    private void complete(ObjectKey key) throws IOException {
        StoredObject object = store.complete(key, uploadId(), Xml.claims(CosService.completion(exchange)));
        describe(object.sums());
        xml(new Xml("CompleteMultipartUploadResult")
                .add("Location", exchange.host() + '/' + key.key())
                .add("Bucket", key.bucket())
                .add("Key", key.key())
                .add("ETag", object.sums().quotedEtag())
                .bytes());
    }

    private void stored(Sums sums) throws IOException {
        describe(sums);
        exchange.answer(200, headers, new byte[0]);
    }

    private void object(StoredObject object) throws IOException {
        describe(object.sums());
        headers.putAll(object.headers());
        headers.put("Last-Modified", CosService.httpDate(object.modified()));
        headers.put("Accept-Ranges", "bytes");
        Matcher range = RANGE.matcher(Objects.requireNonNullElse(exchange.header("Range"), ""));
        if (range.matches() && Long.parseLong(range.group(1)) < object.size()) {
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? Long.MAX_VALUE : Long.parseLong(range.group(2));
            long length = Math.min(last, object.size() - 1) - first + 1;
            headers.put("Content-Range", "bytes %d-%d/%d".formatted(first, first + length - 1, object.size()));
            exchange.answer(206, headers, length, receiver -> object.writeTo(receiver, first, length));
        } else {
            exchange.answer(200, headers, object.size(), object::writeTo);
        }
    }

    private StoredObject object(ObjectKey key) throws CosException {
        StoredObject object = store.find(key);
        if (object == null) {
            throw new CosException(CosError.NO_SUCH_KEY, "The specified key does not exist.");
        }
        return object;
    }

    private static StoredObject readable(StoredObject object) throws CosException {
        if (!object.isReadable()) {
            throw new CosException(CosError.NOT_IMPLEMENTED, "The sandbox discards what it receives.");
        }
        return object;
    }

    private void xml(byte[] body) throws IOException {
        headers.put("Content-Type", "application/xml");
        exchange.answer(200, headers, body);
    }

    private void describe(Sums sums) {
        headers.put("ETag", sums.quotedEtag());
        Long crc = sums.crc64();
        if (crc != null) {
            headers.put("x-cos-hash-crc64ecma", Long.toUnsignedString(crc));
        }
    }

    /** What an object is given back with. */
    private Map<String, String> objectHeaders() {
        Map<String, String> kept = exchange.headers("x-cos-meta-");
        String type = exchange.header("Content-Type");
        kept.put("Content-Type", type == null || type.isEmpty() ? "application/octet-stream" : type);
        return kept;
    }

    private String uploadId() {
        return Objects.requireNonNullElse(exchange.parameter("uploadId"), "");
    }

    private int partNumber() throws CosException {
        try {
            int number = Integer.parseInt(Objects.requireNonNullElse(exchange.parameter("partNumber"), ""));
            if (number >= 1 && number <= StoreSettings.MAX_PARTS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new CosException(CosError.INVALID_ARGUMENT, "partNumber must be from 1 to " + StoreSettings.MAX_PARTS + '.');
    }

    private ObjectStore.Incoming incoming() throws CosException {
        long length = exchange.announcedLength();
        if (length > StoreSettings.LARGEST_BODY) {
            throw new CosException(CosError.ENTITY_TOO_LARGE, "The body exceeds the maximum allowed size.");
        }
        String md5 = exchange.header("Content-MD5");
        if (md5 == null || md5.isEmpty()) {
            return new ObjectStore.Incoming(exchange.body(), length, null);
        }
        try {
            byte[] digest = Base64.getDecoder().decode(md5);
            if (digest.length == 16) {
                return new ObjectStore.Incoming(exchange.body(), length, HexFormat.of().formatHex(digest));
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new CosException(CosError.INVALID_DIGEST, "The Content-MD5 you specified is not valid.");
    }
}
