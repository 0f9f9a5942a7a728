package dev.longshore.sandbox.cos;

/** An object's bucket and key; the key never begins with the slash that begins the path of its address. */
public record ObjectKey(String bucket, String key) {

    static final int MAX_KEY_BYTES = 850;

    /** The key of a path or storage path, which may begin with a slash. */
    public static ObjectKey of(String bucket, String path) {
        return new ObjectKey(bucket, path.startsWith("/") ? path.substring(1) : path);
    }
}
