package dev.longshore.worker.wire;

import dev.longshore.sandbox.faults.Answer;
import dev.longshore.sandbox.faults.Fault;
import dev.longshore.sandbox.faults.Forgery;
import dev.longshore.sandbox.faults.Treatment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call may meet. */
enum WireFault {
    REFUSED("connection refused", null),
    RESET_BEFORE_BODY("reset before the request's body", Fault.RESET_BEFORE_BODY),
    RESET_IN_BODY("reset in mid-body", Fault.RESET_IN_BODY),
    REPLY_LOST("done, and the answer lost", Fault.REPLY_LOST),
    TRUNCATED("done, and half of the answer", Fault.TRUNCATED_ANSWER),
    SLOW_DRIP("slow drip", Fault.SLOW_DRIP),
    STALL("silence beyond the time-out", Fault.STALL),
    TOO_MANY_REQUESTS("429", Fault.TOO_MANY_REQUESTS),
    SERVER_ERROR("500", Fault.SERVER_ERROR),
    UNAVAILABLE("503", Fault.UNAVAILABLE),
    ERROR_IN_200("200 with an error in it", null),
    STRANGER("200 from a stranger", null),
    GARBAGE("done, and garbage answered", null),
    WRONG_CHECKSUM("done, and a wrong CRC-64 answered", null),
    WRONG_ETAG("done, and a wrong ETag answered", null),
    EXPIRED("credential expired", null),
    SKEWED("clock skewed", null);

    private static final String PAGE = "<html><body>Please log in & wait</body></html>";

    final String title;
    private final @Nullable Fault fault;

    WireFault(String title, @Nullable Fault fault) {
        this.title = title;
        this.fault = fault;
    }

    boolean isPossibleFor(Operation operation) {
        boolean answersBody = operation != Operation.HEAD;
        return switch (this) {
            case RESET_IN_BODY -> operation.hasRequestBody();
            case ERROR_IN_200 -> answersBody;
            case GARBAGE -> answersBody && operation != Operation.ABORT;
            case WRONG_CHECKSUM -> operation.carriesBytes() || operation == Operation.COMPLETE || operation == Operation.HEAD;
            case WRONG_ETAG -> operation.carriesBytes() || operation == Operation.COMPLETE || operation == Operation.LIST_PARTS;
            default -> true;
        };
    }

    /** Whether it says something about the job's session, bytes or key, and not only about the line or the service. */
    boolean maySpendAttempts() {
        return this == WRONG_CHECKSUM || this == WRONG_ETAG || this == EXPIRED || this == SKEWED;
    }

    /** Not of {@link #REFUSED}, which meets no call that has come. */
    Treatment treatment(Operation operation) {
        return switch (this) {
            case ERROR_IN_200 -> Forgery.instead(error(operation, 200, "InternalError", "InternalError"));
            case STRANGER -> Forgery.instead(new Answer(200, Map.of("Content-Type", "text/html"), PAGE));
            case GARBAGE -> Forgery.of(answer -> answer.withBody("\u0000\u0001<<<{{{" + answer.body()));
            case WRONG_CHECKSUM -> Forgery.of(answer -> answer.withHeader("x-cos-hash-crc64ecma", "17"));
            case WRONG_ETAG -> Forgery.of(WireFault::withWrongEtag);
            case EXPIRED -> Forgery.instead(error(operation, 403, "AuthFailure.TokenFailure", "ExpiredToken"));
            case SKEWED -> Forgery.instead(error(operation, 403, "AuthFailure.SignatureExpire", "RequestTimeTooSkewed"));
            default -> {
                if (fault == null) {
                    throw new IllegalStateException(this + " is not a call's");
                }
                yield fault;
            }
        };
    }

    private static Answer withWrongEtag(Answer answer) {
        String wrong = "00000000000000000000000000000000";
        String etag = answer.headers().get("ETag");
        Answer changed = answer.withBody(answer.body().replaceAll("(?<=<ETag>\"?|<ETag>&quot;)[0-9a-f]{32}", wrong));
        return etag == null ? changed : changed.withHeader("ETag", "\"" + wrong + "\"");
    }

    /** VOD gives errors with the status 200. */
    private static Answer error(Operation operation, int cosStatus, String vodCode, String cosCode) {
        if (operation.ofVod()) {
            return new Answer(200, Map.of("Content-Type", "application/json"), """
                    {"Response": {"Error": {"Code": "%s", "Message": "as the test wants it"}, "RequestId": "req-1"}}""".formatted(vodCode));
        }
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>as the test wants it</Message><RequestId>req-1</RequestId></Error>""".formatted(cosCode);
        return new Answer(cosStatus, Map.of("Content-Type", "application/xml"), operation == Operation.HEAD ? "" : xml);
    }
}
