package dev.longshore.worker.cos.tencent;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.exception.CosClientException;
import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.internal.CosServiceRequest;
import com.qcloud.cos.model.AbortMultipartUploadRequest;
import com.qcloud.cos.model.CompleteMultipartUploadRequest;
import com.qcloud.cos.model.CompleteMultipartUploadResult;
import com.qcloud.cos.model.GetObjectMetadataRequest;
import com.qcloud.cos.model.InitiateMultipartUploadRequest;
import com.qcloud.cos.model.ListMultipartUploadsRequest;
import com.qcloud.cos.model.ListPartsRequest;
import com.qcloud.cos.model.MultipartUploadListing;
import com.qcloud.cos.model.ObjectMetadata;
import com.qcloud.cos.model.PartETag;
import com.qcloud.cos.model.PartListing;
import com.qcloud.cos.model.PartSummary;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Clocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * COS by Tencent's SDK. Each call is sent once; repeats are {@link dev.longshore.worker.cos.RetryingObjectStore}'s. One exception: when a connection
 * breaks, the SDK's HTTP client sends a list, abort or head up to four times, which can't be switched off and does no harm.
 *
 * <p>Bodies and control calls have a connection pool each. Close it when the worker ends.
 */
public final class CosObjectStore implements ObjectStore, AutoCloseable {
    private static final int PARTS_A_PAGE = 1_000;
    private static final int MOST_PAGES = 20;

    private final CosClients clients;
    private final BodySender sender;

    public CosObjectStore(CosSettings settings, Clocks clocks) {
        this.clients = new CosClients(settings);
        this.sender = new BodySender(settings, clocks);
    }

    @Override
    public StoredBytes put(ObjectAddress address, Body body) throws StepException {
        return send("put " + name(address), address, Map.of(), body);
    }

    @Override
    public StoredBytes putPart(ObjectAddress address, String uploadId, int partNumber, Body body) throws StepException {
        Map<String, String> parameters = Map.of("uploadId", uploadId, "partNumber", Integer.toString(partNumber));
        return send("put part " + partNumber + " of " + name(address), address, parameters, body);
    }

    private StoredBytes send(String what, ObjectAddress address, Map<String, String> parameters, Body body) throws StepException {
        BodySender.Receipt receipt = sender.put(what, address, parameters, body);
        return Integrity.check(what, receipt, body);
    }

    @Override
    public String initiate(ObjectAddress address) throws StepException {
        var request = new InitiateMultipartUploadRequest(address.bucket(), address.key());
        String what = "initiate the upload of " + name(address);
        String uploadId = call(what, address, request, cos -> cos.initiateMultipartUpload(request).getUploadId());
        if (uploadId.isEmpty()) {
            throw CosErrors.senseless(what, "no UploadId");
        }
        return uploadId;
    }

    @Override
    public Optional<List<StoredPart>> listParts(ObjectAddress address, String uploadId) throws StepException {
        String what = "list the parts of " + name(address);
        List<StoredPart> parts = new ArrayList<>();
        Integer marker = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request = new ListPartsRequest(address.bucket(), address.key(), uploadId);
            request.setMaxParts(PARTS_A_PAGE);
            request.setPartNumberMarker(marker);
            Optional<PartListing> listing =
                    callUnless(CosObjectStore::forbids, what, address, request, cos -> cos.listParts(request));
            if (listing.isEmpty()) {
                return Optional.empty();
            }
            requireListing(what, listing.get().getBucketName());
            listing.get().getParts().stream().map(CosObjectStore::part).forEach(parts::add);
            if (!listing.get().isTruncated()) {
                return Optional.of(List.copyOf(parts));
            }
            marker = listing.get().getNextPartNumberMarker();
        }
        throw CosErrors.senseless(what, "more than " + MOST_PAGES + " pages");
    }

    @Override
    public StoredObject complete(ObjectAddress address, String uploadId, List<StoredPart> parts) throws StepException {
        List<PartETag> tags = parts.stream().map(part -> new PartETag(part.number(), part.etag())).toList();
        // The SDK sorts the list it is given.
        var request = new CompleteMultipartUploadRequest(address.bucket(), address.key(), uploadId, new ArrayList<>(tags));
        String what = "complete the upload of " + name(address);
        CompleteMultipartUploadResult result = call(what, address, request, cos -> cos.completeMultipartUpload(request));
        return new StoredObject(-1, etag(result.getETag()), Integrity.hex(result.getCrc64Ecma()));
    }

    @Override
    public Optional<List<String>> listUploads(ObjectAddress address) throws StepException {
        String what = "list the uploads of " + name(address);
        List<String> ids = new ArrayList<>();
        var request = new ListMultipartUploadsRequest(address.bucket());
        request.setPrefix(address.key());
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<MultipartUploadListing> listing =
                    callUnless(CosObjectStore::forbids, what, address, request, cos -> cos.listMultipartUploads(request));
            if (listing.isEmpty()) {
                return Optional.empty();
            }
            requireListing(what, listing.get().getBucketName());
            listing.get()
                    .getMultipartUploads()
                    .stream()
                    .filter(upload -> address.key().equals(upload.getKey()))
                    .forEach(upload -> ids.add(upload.getUploadId()));
            if (!listing.get().isTruncated()) {
                return Optional.of(List.copyOf(ids));
            }
            request.setKeyMarker(listing.get().getNextKeyMarker());
            request.setUploadIdMarker(listing.get().getNextUploadIdMarker());
        }
        throw CosErrors.senseless(what, "more than " + MOST_PAGES + " pages");
    }

    /** The SDK reads any XML as a listing; one of something else would pass for an empty one. */
    private static void requireListing(String what, @Nullable String bucket) throws StepException {
        if (bucket == null || bucket.isEmpty()) {
            throw CosErrors.senseless(what, "no Bucket");
        }
    }

    @Override
    public void abort(ObjectAddress address, String uploadId) throws StepException {
        var request = new AbortMultipartUploadRequest(address.bucket(), address.key(), uploadId);
        callUnless(CosObjectStore::knowsNoUpload, "abort the upload of " + name(address), address, request, cos -> {
            cos.abortMultipartUpload(request);
            return uploadId;
        });
    }

    @Override
    public Optional<StoredObject> head(ObjectAddress address) throws StepException {
        var request = new GetObjectMetadataRequest(address.bucket(), address.key());
        Optional<ObjectMetadata> found = callUnless(
                e -> forbids(e) || e.getStatusCode() == 404, "look at " + name(address), address, request,
                cos -> cos.getObjectMetadata(request));
        return found.map(metadata -> new StoredObject(
                metadata.getContentLength(), etag(metadata.getETag()), Integrity.hex(crc64(metadata))));
    }

    /** The SDK's own getter wants the header's name in lower case, which HTTP does not promise. */
    private static @Nullable String crc64(ObjectMetadata metadata) {
        return metadata.getRawMetadata()
                .entrySet()
                .stream()
                .filter(header -> header.getKey().equalsIgnoreCase(BodySender.CRC64))
                .map(header -> String.valueOf(header.getValue()))
                .findFirst()
                .orElse(null);
    }

    private <T> T call(String what, ObjectAddress address, CosServiceRequest request, Function<COSClient, T> call) throws StepException {
        return callUnless(e -> false, what, address, request, call).orElseThrow(() -> CosErrors.senseless(what, "nothing in it"));
    }

    private <T> Optional<T> callUnless(
            Predicate<CosServiceException> unless, String what, ObjectAddress address, CosServiceRequest request,
            Function<COSClient, T> call)
            throws StepException {
        request.setCosCredentials(new BasicSessionCredentials(
                address.secrets().secretId(), address.secrets().secretKey(), address.secrets().token()));
        COSClient client = clients.forRegion(address.region());
        try {
            return Optional.ofNullable(call.apply(client));
        } catch (CosServiceException e) {
            if (unless.test(e)) {
                return Optional.empty();
            }
            throw CosErrors.refused(what, e.getStatusCode(), answered(e));
        } catch (CosClientException e) {
            throw CosErrors.unreachable(what, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            // What the SDK's parsers throw at an answer that they don't expect.
            throw CosErrors.senseless(what, "something that the SDK can't read: " + e);
        }
    }

    private static boolean forbids(CosServiceException e) {
        return CosErrors.isForbidden(e.getStatusCode(), answered(e));
    }

    private static boolean knowsNoUpload(CosServiceException e) {
        return CosErrors.NO_SUCH_UPLOAD.equals(e.getErrorCode());
    }

    /** For an answer without a body, as HEAD's is, the SDK makes up a code of the status. */
    private static Answered answered(CosServiceException e) {
        String code = e.getErrorCode();
        boolean madeUp = code != null && code.startsWith(Integer.toString(e.getStatusCode()));
        return new Answered(madeUp ? null : code, e.getErrorMessage(), e.getRequestId());
    }

    private static StoredPart part(PartSummary part) {
        return new StoredPart(part.getPartNumber(), etag(part.getETag()), part.getSize());
    }

    private static String etag(@Nullable String etag) {
        return Objects.requireNonNullElse(Integrity.unquoted(etag), "");
    }

    private static String name(ObjectAddress address) {
        return address.bucket() + "/" + address.key();
    }

    @Override
    public void close() {
        sender.close();
        clients.close();
    }
}
