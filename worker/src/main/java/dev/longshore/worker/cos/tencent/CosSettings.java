package dev.longshore.worker.cos.tencent;

import dev.longshore.worker.net.HttpProxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How COS is reached.
 *
 * @param endpoint {@code host:port} to connect to instead of the bucket's own host, whose name is still sent; for an emulator or a relay
 * @param scheme {@code https} or {@code http}
 * @param maxConnections most connections for bodies, and again for control calls
 * @param connectTimeout for a new connection
 * @param poolTimeout most time to wait for a connection when all are in use
 * @param stallTimeout a transfer ends when no byte has moved for so long, however long it takes as a whole; also the longest wait for an answer,
 *        to which a body adds the time that it needs at 1 Mbit/s (64 MiB of it at most)
 * @param trafficLimit most bits a second on each connection that carries a body, {@value #LEAST_TRAFFIC_LIMIT} to {@value #MOST_TRAFFIC_LIMIT}
 *        (COS's own bounds for {@code x-cos-traffic-limit}), enforced by COS; 0: none
 * @param proxy absent to connect directly
 */
public record CosSettings(
        @Nullable String endpoint,
        String scheme,
        int maxConnections,
        Duration connectTimeout,
        Duration poolTimeout,
        Duration stallTimeout,
        long trafficLimit,
        @Nullable HttpProxy proxy) {
    public static final String DEFAULT_SCHEME = "https";
    public static final int DEFAULT_MAX_CONNECTIONS = 64;
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_POOL_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    public static final long LEAST_TRAFFIC_LIMIT = 819_200;
    public static final long MOST_TRAFFIC_LIMIT = 838_860_800;

    public CosSettings {
        if (trafficLimit != 0 && (trafficLimit < LEAST_TRAFFIC_LIMIT || trafficLimit > MOST_TRAFFIC_LIMIT)) {
            throw new IllegalArgumentException("the traffic limit must be 0 or " + LEAST_TRAFFIC_LIMIT + " to " + MOST_TRAFFIC_LIMIT
                    + " bits a second, not " + trafficLimit);
        }
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the scheme must be https or http, not " + scheme);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("poolTimeout", poolTimeout);
        requirePositive("stallTimeout", stallTimeout);
    }

    /** Tencent's own hosts over HTTPS. */
    public static CosSettings defaults() {
        return new CosSettings(
                null, DEFAULT_SCHEME, DEFAULT_MAX_CONNECTIONS, DEFAULT_CONNECT_TIMEOUT, DEFAULT_POOL_TIMEOUT, DEFAULT_STALL_TIMEOUT, 0,
                null);
    }

    /** A server at {@code host:port} in the place of Tencent's hosts, without TLS. */
    public static CosSettings plain(String endpoint) {
        return new CosSettings(
                endpoint, "http", DEFAULT_MAX_CONNECTIONS, DEFAULT_CONNECT_TIMEOUT, DEFAULT_POOL_TIMEOUT, DEFAULT_STALL_TIMEOUT, 0, null);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be 1 ms to 24 days, not " + value);
        }
    }
}
