package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.Exchange;
import org.jspecify.annotations.Nullable;

/** The emulated operations under the names that access policies use. */
public enum CosOperation {
    PUT_OBJECT("PutObject"),
    INITIATE_MULTIPART_UPLOAD("InitiateMultipartUpload"),
    UPLOAD_PART("UploadPart"),
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),
    LIST_PARTS("ListParts"),
    LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
    HEAD_OBJECT("HeadObject"),
    GET_OBJECT("GetObject");

    private final String policyName;

    CosOperation(String policyName) {
        this.policyName = policyName;
    }

    public String policyName() {
        return policyName;
    }

    /** The operation of that policy name. */
    public static CosOperation named(String policyName) {
        for (CosOperation operation : values()) {
            if (operation.policyName.equals(policyName)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no COS operation is named " + policyName);
    }

    static CosOperation of(Exchange exchange) throws CosException {
        boolean onObject = !exchange.path().equals("/");
        CosOperation operation = switch (exchange.method()) {
            case "GET" -> onObject ? ofGet(exchange) : ofBucketGet(exchange);
            case "HEAD" -> onObject && isPlain(exchange) ? HEAD_OBJECT : null;
            case "PUT" -> onObject ? ofPut(exchange) : null;
            case "POST" -> onObject ? ofPost(exchange) : null;
            case "DELETE" -> onObject && exchange.parameter("uploadId") != null ? ABORT_MULTIPART_UPLOAD : null;
            default -> throw new CosException(CosError.METHOD_NOT_ALLOWED, "The method is not allowed against this resource.");
        };
        if (operation == null) {
            throw new CosException(CosError.NOT_IMPLEMENTED, "The sandbox does not emulate this operation.");
        }
        return operation;
    }

    private static @Nullable CosOperation ofBucketGet(Exchange exchange) {
        return exchange.parameter("uploads") == null ? null : LIST_MULTIPART_UPLOADS;
    }

    private static @Nullable CosOperation ofGet(Exchange exchange) {
        if (exchange.parameter("uploadId") != null) {
            return LIST_PARTS;
        }
        return isPlain(exchange) ? GET_OBJECT : null;
    }

    private static @Nullable CosOperation ofPut(Exchange exchange) {
        if (exchange.header("x-cos-copy-source") != null) {
            return null;
        }
        if (exchange.parameter("uploadId") != null && exchange.parameter("partNumber") != null) {
            return UPLOAD_PART;
        }
        return isPlain(exchange) ? PUT_OBJECT : null;
    }

    private static @Nullable CosOperation ofPost(Exchange exchange) {
        if (exchange.parameter("uploads") != null) {
            return INITIATE_MULTIPART_UPLOAD;
        }
        return exchange.parameter("uploadId") == null ? null : COMPLETE_MULTIPART_UPLOAD;
    }

    /** No sub-resource asked for; what a signed URL carries doesn't count. */
    private static boolean isPlain(Exchange exchange) {
        return exchange.parameters()
                .stream()
                .allMatch(p -> p.name().startsWith("q-") || p.name().startsWith("x-cos-") || p.name().startsWith("response-"));
    }
}
