package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Rules.must;

import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What storage and media service hold of one job: the truth that the ledger never sees. */
final class World {
    static final Duration SHOWN_AFTER = Duration.ofSeconds(30);

    final int units;
    final Map<String, Session> opened = new LinkedHashMap<>();
    final Map<String, Integer> openedInRun = new HashMap<>();
    final Set<String> aborted = new HashSet<>();
    final Set<String> committed = new HashSet<>();
    /** Sessions with a multipart upload that was initiated and neither aborted nor completed. */
    final Set<String> initiated = new HashSet<>();
    private final Map<String, Instant> committedAt = new HashMap<>();
    private final Set<String> expired = new HashSet<>();
    private final Map<String, Set<Integer>> stored = new HashMap<>();

    World(int units) {
        this.units = units;
    }

    Session open(boolean multipart, int run) {
        String id = "s" + (opened.size() + 1);
        Session session = multipart ? Samples.session(id) : Samples.plainSession(id);
        opened.put(id, session);
        openedInRun.put(id, run);
        stored.put(id, new TreeSet<>());
        return session;
    }

    void initiate(String sessionId) {
        initiated.add(sessionId);
    }

    /** Parts of an aborted upload are refused. */
    boolean store(String sessionId, int unit) {
        boolean taken = !aborted.contains(sessionId);
        if (taken) {
            Objects.requireNonNull(stored.get(sessionId)).add(unit);
        }
        return taken;
    }

    /** A completed upload is unknown to the service, so aborting it does nothing. */
    void abort(String sessionId) {
        if (!committed.contains(sessionId)) {
            aborted.add(sessionId);
        }
        initiated.remove(sessionId);
    }

    /** The session is dead: whoever commits it from now on is refused. */
    void expire(String sessionId) {
        expired.add(sessionId);
    }

    /** Commits, or finds what was committed before; absent if the session is dead. */
    Optional<CommittedMedia> commit(String sessionId, Instant now) {
        must(Objects.requireNonNull(stored.get(sessionId)).size() == units, "only what is whole is committed", sessionId + " " + stored);
        if (!committed.contains(sessionId) && (expired(sessionId, now) || aborted.contains(sessionId))) {
            return Optional.empty();
        }
        if (committed.add(sessionId)) {
            committedAt.put(sessionId, now);
        }
        initiated.remove(sessionId);
        return Optional.of(Samples.media("file-of-" + sessionId));
    }

    private boolean expired(String sessionId, Instant now) {
        return expired.contains(sessionId) || !now.isBefore(Objects.requireNonNull(opened.get(sessionId)).expiresAt());
    }

    /** A search shows a media only some time after its commit. */
    Optional<CommittedMedia> find(String sessionId, Instant now) {
        Instant at = committedAt.get(sessionId);
        return at == null || now.isBefore(at.plus(SHOWN_AFTER)) ? Optional.empty() : Optional.of(Samples.media("file-of-" + sessionId));
    }

    long mediaOfRun(int run) {
        return committed.stream().filter(id -> Objects.equals(openedInRun.get(id), run)).count();
    }
}
