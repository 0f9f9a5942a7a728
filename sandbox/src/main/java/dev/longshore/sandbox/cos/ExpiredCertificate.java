package dev.longshore.sandbox.cos;

/** How an expired certificate is refused; both are documented, and not which one is given when. */
public enum ExpiredCertificate {
    /** 400 {@code ExpiredToken}. */
    TOKEN(CosError.EXPIRED_TOKEN, "The provided token has expired."),
    /** 403 {@code AccessDenied}, "Request has expired": only the message tells it from a call that isn't permitted. */
    REQUEST(CosError.ACCESS_DENIED, "Request has expired");

    private final CosError error;
    private final String message;

    ExpiredCertificate(CosError error, String message) {
        this.error = error;
        this.message = message;
    }

    CosException refusal() {
        return new CosException(error, message);
    }
}
