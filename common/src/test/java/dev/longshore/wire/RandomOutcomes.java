package dev.longshore.wire;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Seeded outcomes and states with every mixture of absent fields. */
final class RandomOutcomes {
    private final Random random;

    RandomOutcomes(long seed) {
        this.random = new Random(seed);
    }

    UploadResult result() {
        return new UploadResult(
                text(), text(), "https://media/" + text(), maybe(this::text), text(), number(),
                maybe(() -> "%016x".formatted(random.nextLong())),
                1 + random.nextInt(3), 1 + random.nextInt(5), number(), number(), random.nextBoolean(), instant(), instant(),
                new Timings(number(), number(), number(), number()), maybe(this::text), maybe(this::text));
    }

    UploadError error() {
        ErrorCode code = ErrorCode.values()[random.nextInt(ErrorCode.values().length)];
        return new UploadError(
                maybe(this::text), code.code(), code.category(), random.nextBoolean(), text(), code.hint(), maybe(this::text),
                maybe(this::text),
                maybe(this::text), maybe(this::text), random.nextInt(3), random.nextInt(5), instant(),
                maybe(() -> new RejectedRecord(text(), random.nextInt(12), number(), maybe(() -> "e30="), random.nextBoolean())),
                maybe(this::text), maybe(this::text));
    }

    JobStatus status() {
        JobState state = JobState.values()[random.nextInt(JobState.values().length - 1)];
        return new JobStatus(
                text(), state, 1 + random.nextInt(3), random.nextInt(5), number(), number(), random.nextInt(10_000), random.nextInt(10_000),
                maybe(this::text), maybe(() -> ErrorCode.RATE_LIMITED.code()), maybe(this::text), instant());
    }

    private long number() {
        return random.nextLong(Long.MAX_VALUE);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private String text() {
        return "港 🚢 " + random.nextInt();
    }

    private <T> @Nullable T maybe(Supplier<? extends @Nullable T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
