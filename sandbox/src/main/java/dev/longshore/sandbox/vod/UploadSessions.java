package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.Credential;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every session since the start, expired ones included, by session key and by the certificate's key. */
public final class UploadSessions implements Credential.Directory {

    private final VodSettings settings;
    private final Map<String, UploadSession> bySessionKey = new ConcurrentHashMap<>();
    private final Map<String, UploadSession> bySecretId = new ConcurrentHashMap<>();

    public UploadSessions(VodSettings settings) {
        this.settings = settings;
    }

    void add(UploadSession session) {
        bySecretId.put(session.secrets().secretId(), session);
        bySessionKey.put(session.sessionKey(), session);
    }

    @Nullable UploadSession withKey(String sessionKey) {
        return bySessionKey.get(sessionKey);
    }

    /** The certificate of that key, expired or not; the rest is the verifier's business. */
    @Override
    public @Nullable Credential find(String secretId) {
        UploadSession session = bySecretId.get(secretId);
        return session == null ? null : session.credential(settings);
    }

    /** All sessions, oldest first. */
    public List<UploadSession> all() {
        Collection<UploadSession> sessions = bySessionKey.values();
        return sessions.stream()
                .sorted(Comparator.comparing(UploadSession::createdAt).thenComparing(UploadSession::fileId))
                .toList();
    }
}
