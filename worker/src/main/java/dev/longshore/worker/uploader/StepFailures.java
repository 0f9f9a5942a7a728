package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;

/** Failures that the steps themselves find or judge. */
final class StepFailures {
    private StepFailures() {}

    static StepException startOver(ErrorCode code, String message) {
        return new StepException(Failure.of(code, Remedy.NEW_SESSION, message));
    }

    static StepException otherPlan() {
        return startOver(
                ErrorCode.INTERNAL_ERROR, "this worker's version cuts the same files into other units than the one that began the upload");
    }

    static StepException withRemedy(StepException thrown, Remedy remedy) {
        Failure f = thrown.failure();
        return new StepException(
                new Failure(f.code(), f.category(), remedy, f.message(), f.field(), f.serviceCode(), f.serviceMessage(), f.requestId()),
                thrown);
    }

    /** Names the job's field where a failure to read the source doesn't. */
    static StepException withField(StepException thrown, String field) {
        Failure f = thrown.failure();
        if (f.category() != ErrorCategory.SOURCE || f.field() != null) {
            return thrown;
        }
        return new StepException(
                new Failure(f.code(), f.category(), f.remedy(), f.message(), field, f.serviceCode(), f.serviceMessage(), f.requestId()),
                thrown);
    }

    static Failure unexpected(Throwable thrown) {
        return Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.RETRY, "unexpected " + thrown);
    }

    /** The session's secrets don't open here. */
    static boolean isKeyUnavailable(StepException thrown) {
        return ErrorCode.KEY_UNAVAILABLE.code().equals(thrown.failure().code());
    }

    static boolean isNoSuchUpload(StepException thrown) {
        return "NoSuchUpload".equals(thrown.failure().serviceCode());
    }
}
