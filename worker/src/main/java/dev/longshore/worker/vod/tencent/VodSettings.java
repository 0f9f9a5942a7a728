package dev.longshore.worker.vod.tencent;

import dev.longshore.worker.net.HttpProxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the VOD API is reached.
 *
 * @param endpoint {@code host} or {@code host:port} instead of Tencent's own; such as {@code vod.intl.tencentcloudapi.com}, or an emulator
 * @param scheme {@code https} or {@code http}
 * @param defaultRegion the access region of jobs that name none
 * @param connectTimeout for a new connection
 * @param readTimeout longest silence of the service within a call
 * @param writeTimeout longest time without a byte accepted within a call
 * @param proxy absent to connect directly
 */
public record VodSettings(
        @Nullable String endpoint,
        String scheme,
        String defaultRegion,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        @Nullable HttpProxy proxy) {
    public static final String DEFAULT_SCHEME = "https";
    public static final String DEFAULT_REGION = "ap-guangzhou";
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(15);
    public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(10);

    public VodSettings {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the scheme must be https or http, not " + scheme);
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("readTimeout", readTimeout);
        requirePositive("writeTimeout", writeTimeout);
    }

    /** Tencent's own endpoint over HTTPS. */
    public static VodSettings defaults() {
        return new VodSettings(
                null, DEFAULT_SCHEME, DEFAULT_REGION, DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT, DEFAULT_WRITE_TIMEOUT, null);
    }

    /** A server at {@code host:port} in the place of Tencent's, without TLS. */
    public static VodSettings plain(String endpoint) {
        return new VodSettings(
                endpoint, "http", DEFAULT_REGION, DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT, DEFAULT_WRITE_TIMEOUT, null);
    }

    /** No call takes longer as a whole. */
    Duration callTimeout() {
        return connectTimeout.plus(writeTimeout).plus(readTimeout);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1 || value.toHours() > 1) {
            throw new IllegalArgumentException(name + " must be 1 ms to 1 hour, not " + value);
        }
    }
}
