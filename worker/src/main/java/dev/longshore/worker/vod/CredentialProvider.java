package dev.longshore.worker.vod;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;

/** Gives one profile's key as it is now. Thread-safe. */
@FunctionalInterface
public interface CredentialProvider {

    /** @throws StepException {@code Credentials.Unavailable} if there is no usable key now */
    Credential current() throws StepException;

    /** @param problem in words that hold nothing of the key */
    static StepException unavailable(String problem) {
        return new StepException(Failure.of(ErrorCode.CREDENTIALS_UNAVAILABLE, Failure.Remedy.RETRY, problem));
    }
}
