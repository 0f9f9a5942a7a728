package dev.longshore.producer.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link UploadClient} treats the jobs that it follows.
 *
 * @param maxInFlight the most jobs whose outcome is outstanding, 1 to 1,000,000; {@value #DEFAULT_MAX_IN_FLIGHT} by default. {@link UploadClient#submit} waits for room
 * @param maxBlock how long {@code submit} waits for room before its handle fails with {@link BackPressureException}; {@link #DEFAULT_MAX_BLOCK} by default
 * @param timeout how long a job may take from its submission before its handle fails with {@link UploadTimeoutException}; null, the default, for ever
 * @param closeTimeout how long {@link UploadClient#close()} waits for jobs that Kafka has yet to acknowledge; {@link #DEFAULT_CLOSE_TIMEOUT} by default
 */
public record ClientOptions(int maxInFlight, Duration maxBlock, @Nullable Duration timeout, Duration closeTimeout) {
    public static final int DEFAULT_MAX_IN_FLIGHT = 10_000;
    public static final Duration DEFAULT_MAX_BLOCK = Duration.ofMinutes(1);
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_IN_FLIGHT = 1_000_000;

    /** @throws IllegalArgumentException if a value lies outside its bounds */
    public ClientOptions {
        if (maxInFlight < 1 || maxInFlight > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException("maxInFlight must be 1 to " + MOST_IN_FLIGHT + " but is " + maxInFlight);
        }
        notNegative("maxBlock", maxBlock);
        notNegative("closeTimeout", closeTimeout);
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be longer than nothing but is " + timeout);
        }
    }

    public static ClientOptions defaults() {
        return new ClientOptions(DEFAULT_MAX_IN_FLIGHT, DEFAULT_MAX_BLOCK, null, DEFAULT_CLOSE_TIMEOUT);
    }

    public ClientOptions withMaxInFlight(int jobs) {
        return new ClientOptions(jobs, maxBlock, timeout, closeTimeout);
    }

    public ClientOptions withMaxBlock(Duration wait) {
        return new ClientOptions(maxInFlight, wait, timeout, closeTimeout);
    }

    public ClientOptions withTimeout(@Nullable Duration limit) {
        return new ClientOptions(maxInFlight, maxBlock, limit, closeTimeout);
    }

    public ClientOptions withCloseTimeout(Duration limit) {
        return new ClientOptions(maxInFlight, maxBlock, timeout, limit);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative but is " + value);
        }
    }
}
