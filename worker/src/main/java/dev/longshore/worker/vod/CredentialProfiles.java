package dev.longshore.worker.vod;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The credential profiles that a worker holds. Thread-safe if the providers are. */
public final class CredentialProfiles implements CredentialSource {
    private final Map<String, CredentialProvider> profiles;

    /** @param profiles by name */
    public CredentialProfiles(Map<String, CredentialProvider> profiles) {
        this.profiles = Map.copyOf(profiles);
    }

    /** Profiles whose keys don't change while the worker runs. */
    public static CredentialProfiles ofKeys(Map<String, Credential> keys) {
        Map<String, CredentialProvider> profiles = new HashMap<>();
        keys.forEach((name, key) -> profiles.put(name, () -> key));
        return new CredentialProfiles(profiles);
    }

    @Override
    public Credential forProfile(@Nullable String profile) throws StepException {
        String name = Objects.requireNonNullElse(profile, DEFAULT_PROFILE);
        CredentialProvider found = profiles.get(name);
        if (found == null) {
            throw new StepException(Failure.ofField(
                    ErrorCode.CREDENTIALS_UNKNOWN, "credentials", "this worker holds no credential profile named '" + name + "'"));
        }
        return found.current();
    }
}
