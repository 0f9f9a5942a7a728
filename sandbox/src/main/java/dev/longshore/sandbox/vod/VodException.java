package dev.longshore.sandbox.vod;

/** A refusal that becomes {@code Response.Error}. */
final class VodException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    VodException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    static VodException badValue(String field, String why) {
        return new VodException("InvalidParameterValue." + field, "The value of " + field + ' ' + why + '.');
    }
}
