package dev.longshore.sandbox.cos;

/** The error codes of COS that the emulator answers, with their HTTP status. */
enum CosError {
    ACCESS_DENIED(403, "AccessDenied"),
    BAD_DIGEST(400, "BadDigest"),
    ENTITY_TOO_LARGE(400, "EntityTooLarge"),
    ENTITY_TOO_SMALL(400, "EntityTooSmall"),
    EXPIRED_TOKEN(400, "ExpiredToken"),
    INCOMPLETE_BODY(400, "IncompleteBody"),
    INVALID_ACCESS_KEY_ID(403, "InvalidAccessKeyId"),
    INVALID_ARGUMENT(400, "InvalidArgument"),
    INVALID_DIGEST(400, "InvalidDigest"),
    INVALID_PART(400, "InvalidPart"),
    INVALID_PART_ORDER(400, "InvalidPartOrder"),
    INVALID_URI(400, "InvalidURI"),
    KEY_TOO_LONG(400, "KeyTooLong"),
    MALFORMED_XML(400, "MalformedXML"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    NO_SUCH_BUCKET(404, "NoSuchBucket"),
    NO_SUCH_KEY(404, "NoSuchKey"),
    NO_SUCH_UPLOAD(404, "NoSuchUpload"),
    NOT_IMPLEMENTED(501, "NotImplemented"),
    REQUEST_TIME_TOO_SKEWED(403, "RequestTimeTooSkewed"),
    SIGNATURE_DOES_NOT_MATCH(403, "SignatureDoesNotMatch");

    private final int status;
    private final String code;

    CosError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
