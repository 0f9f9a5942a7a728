package dev.longshore.worker.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy: HTTPS goes through it by CONNECT, plain HTTP by absolute request targets.
 *
 * @param host its name or address
 * @param port 1 to 65535
 * @param username for Basic authentication; absent if it asks for none
 * @param password belongs to the username
 */
public record HttpProxy(String host, int port, @Nullable String username, @Nullable String password) {
    public static final String AUTHORIZATION = "Proxy-Authorization";

    /** What lies beyond is encoded differently by the HTTP clients. */
    private static final Pattern ASCII = Pattern.compile("[ -~]*");

    public HttpProxy {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the proxy's port must be 1 to 65535, not " + port);
        }
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException("the proxy needs both a username and a password, or neither");
        }
        if (username != null
                && (!ASCII.matcher(username).matches() || username.contains(":") || !ASCII.matcher(String.valueOf(password)).matches())) {
            throw new IllegalArgumentException("the proxy's username and password must be printable ASCII, and the username without colon");
        }
    }

    /** The value of {@value #AUTHORIZATION}; absent without a username. */
    public @Nullable String authorization() {
        if (username == null) {
            return null;
        }
        byte[] pair = (username + ':' + password).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "HttpProxy[" + host + ":" + port + "]";
    }
}
