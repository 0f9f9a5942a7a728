package dev.longshore.worker.step;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.wire.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Why a task ended without success.
 *
 * @param code a stable string, see {@link ErrorCode}
 * @param category whose matter it is
 * @param remedy what the ledger should do about it
 * @param message what happened, with the values concerned and without secrets
 * @param field the job's field at fault, if one is
 * @param serviceCode VOD's or COS's code
 * @param serviceMessage VOD's or COS's message
 * @param requestId VOD's or COS's request id
 */
public record Failure(
        String code,
        ErrorCategory category,
        Remedy remedy,
        String message,
        @Nullable String field,
        @Nullable String serviceCode,
        @Nullable String serviceMessage,
        @Nullable String requestId) {
    /** The most characters of the message; of a service's texts as many as {@value #MOST_OF_SERVICE}. */
    public static final int MOST_OF_MESSAGE = 2_000;

    static final int MOST_OF_SERVICE = 500;

    /** Each text becomes one printable line, whoever wrote it. */
    public Failure {
        message = Printable.shortened(message, MOST_OF_MESSAGE);
        serviceCode = line(serviceCode);
        serviceMessage = line(serviceMessage);
        requestId = line(requestId);
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : Printable.shortened(text, MOST_OF_SERVICE);
    }

    /** What a failure calls for. */
    public enum Remedy {
        /** The job fails. */
        GIVE_UP,
        /** Try again after a wait; spends an attempt. */
        RETRY,
        /** It happens to everybody (unreachable, 5xx, rate limit): try again after a wait, spending no attempt. */
        WAIT_FOR_SERVICE,
        /** The session or what was sent in it is of no use: start over with a new one; spends an attempt. */
        NEW_SESSION
    }

    /** A failure of Longshore's own making, without a service's answer. */
    public static Failure of(ErrorCode code, Remedy remedy, String message) {
        return new Failure(code.code(), code.category(), remedy, message, null, null, null, null);
    }

    public static Failure ofField(ErrorCode code, String field, String message) {
        return new Failure(code.code(), code.category(), Remedy.GIVE_UP, message, field, null, null, null);
    }
}
