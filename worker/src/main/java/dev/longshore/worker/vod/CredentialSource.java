package dev.longshore.worker.vod;

import dev.longshore.worker.step.StepException;
import org.jspecify.annotations.Nullable;

/** Where the keys for the VOD API come from. Asked before every call, so a rotated key is used at once. */
public interface CredentialSource {
    /** The profile of a job that names none. */
    String DEFAULT_PROFILE = "default";

    /**
     * @param profile as the job names it; the default one when absent
     * @throws StepException {@code Credentials.UnknownProfile} if there is no such profile
     */
    Credential forProfile(@Nullable String profile) throws StepException;
}
