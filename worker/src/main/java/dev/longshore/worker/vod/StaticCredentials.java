package dev.longshore.worker.vod;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Credentials that don't change while the worker runs. */
public final class StaticCredentials implements CredentialSource {
    private final Map<String, Credential> profiles;

    /** @param profiles by name */
    public StaticCredentials(Map<String, Credential> profiles) {
        this.profiles = Map.copyOf(profiles);
    }

    @Override
    public Credential forProfile(@Nullable String profile) throws StepException {
        String name = Objects.requireNonNullElse(profile, DEFAULT_PROFILE);
        Credential found = profiles.get(name);
        if (found == null) {
            throw new StepException(Failure.ofField(
                    ErrorCode.CREDENTIALS_UNKNOWN, "credentials", "this worker holds no credential profile named '" + name + "'"));
        }
        return found;
    }
}
