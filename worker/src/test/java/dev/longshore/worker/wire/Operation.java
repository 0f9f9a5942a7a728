package dev.longshore.worker.wire;

import dev.longshore.sandbox.faults.FaultPlan.Call;
import dev.longshore.worker.cos.ObjectAddress;

/** What a job's upload calls. */
enum Operation {
    PARSE_STREAMING_MANIFEST("ParseStreamingManifest", "parse"),
    APPLY_UPLOAD("ApplyUpload", "apply"),
    COMMIT_UPLOAD("CommitUpload", "commit"),
    SEARCH_MEDIA("SearchMedia", "find"),
    PUT_MEDIA("PutObject, media", "put"),
    PUT_COVER("PutObject, cover", "put"),
    INITIATE("InitiateMultipartUpload", "initiate"),
    UPLOAD_PART("UploadPart", "putPart"),
    LIST_PARTS("ListParts", "listParts"),
    COMPLETE("CompleteMultipartUpload", "complete"),
    HEAD("HeadObject", "head"),
    LIST_UPLOADS("ListMultipartUploads", "listUploads"),
    ABORT("AbortMultipartUpload", "abort");

    /** As the services' documentation names it. */
    final String title;

    /** Of the port. */
    private final String method;

    Operation(String title, String method) {
        this.title = title;
        this.method = method;
    }

    boolean ofVod() {
        return compareTo(SEARCH_MEDIA) <= 0;
    }

    boolean hasRequestBody() {
        return ofVod() || this == PUT_MEDIA || this == PUT_COVER || this == UPLOAD_PART || this == COMPLETE;
    }

    boolean carriesBytes() {
        return this == PUT_MEDIA || this == PUT_COVER || this == UPLOAD_PART;
    }

    static Operation of(Call call) {
        String action = call.headers().get("X-TC-Action");
        if (action != null) {
            return titled(action);
        }
        String[] target = call.target().split("\\?", 2);
        String query = target.length == 1 ? "" : target[1];
        boolean ofUpload = query.contains("uploadId=");
        return switch (call.method()) {
            case "PUT" -> ofUpload ? UPLOAD_PART : target[0].endsWith(".jpg") ? PUT_COVER : PUT_MEDIA;
            case "POST" -> ofUpload ? COMPLETE : INITIATE;
            case "GET" -> ofUpload ? LIST_PARTS : LIST_UPLOADS;
            case "HEAD" -> HEAD;
            case "DELETE" -> ABORT;
            default -> throw new IllegalArgumentException(call.method());
        };
    }

    private static Operation titled(String action) {
        for (Operation operation : values()) {
            if (operation.title.equals(action)) {
                return operation;
            }
        }
        throw new IllegalArgumentException(action);
    }

    /** Whether a port's method makes this call. */
    boolean isMadeBy(String name, Object[] arguments) {
        boolean cover = arguments[0] instanceof ObjectAddress address && address.key().endsWith(".jpg");
        return method.equals(name) && (this != PUT_COVER || cover) && (this != PUT_MEDIA || !cover);
    }
}
