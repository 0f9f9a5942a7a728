package dev.longshore.worker.vod.tencent;

import static dev.longshore.worker.step.Failure.Remedy.GIVE_UP;
import static dev.longshore.worker.step.Failure.Remedy.RETRY;
import static dev.longshore.worker.step.Failure.Remedy.WAIT_FOR_SERVICE;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the VOD API's error codes mean. The remedies for CommitUpload hold when the look-up has found no media. */
public final class VodErrors {
    public static final ErrorTable TABLE = new ErrorTable(
            Stream.of(
                    VodErrorRules.credentials(), VodErrorRules.account(), VodErrorRules.limits(), VodErrorRules.service(),
                    VodErrorRules.session(), VodErrorRules.fields(), VodErrorRules.request())
                    .flatMap(List::stream)
                    .toList(),
            new ErrorRule("any other", ErrorCode.SERVICE_REJECTED, RETRY, "a code that this version doesn't know",
                    "See serviceMessage, and VOD's documentation of the code."));

    private VodErrors() {}

    /**
     * The failure of a call that VOD answered with an error.
     *
     * @param what the call in words, such as {@code ApplyUpload in ap-guangzhou}
     */
    static VodCallException refused(String what, Answered answered, Throwable cause) {
        String code = answered.code() == null ? "" : answered.code();
        Optional<ErrorRule> known = TABLE.find(code);
        ErrorRule rule = known.orElse(TABLE.other());
        Failure failure = rule.failure(what + ": VOD answered " + code, answered);
        return new VodCallException(failure, known.isPresent() && refusedAtTheDoor(rule), cause);
    }

    /** The failure of a call that ended without an answer, or with one that makes no sense. */
    static VodCallException unanswered(String what, String problem, boolean withoutEffect, Throwable cause) {
        Failure failure = Failure.of(ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, what + ": " + problem);
        return new VodCallException(failure, withoutEffect, cause);
    }

    /** Whether the code is one that is given before anything is done; of the others a CommitUpload may have taken effect, this one or one before. */
    private static boolean refusedAtTheDoor(ErrorRule rule) {
        return rule.remedy() == GIVE_UP || rule.code() == ErrorCode.RATE_LIMITED || rule.code() == ErrorCode.CREDENTIALS_REJECTED;
    }
}
