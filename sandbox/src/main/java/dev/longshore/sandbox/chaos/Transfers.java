package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.chaos.Crew.Death;
import dev.longshore.sandbox.emulator.SessionView;
import dev.longshore.sandbox.faults.Passage;
import dev.longshore.sandbox.http.UriText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the proxy's journal tells about bytes: which were sent in vain, for whose death, and how long a transfer stood still. */
final class Transfers {
    /** A worker that is between two parts carries its job all the same. */
    private static final long BETWEEN_PARTS = TimeUnit.SECONDS.toNanos(1);

    /** A file, or a part of one, in one session. */
    private record Unit(String path, String query) {}

    /** One try of a unit. */
    private record Try(Unit unit, String jobId, Passage call) {}

    /**
     * Bytes sent in vain, by what made them so.
     *
     * @param afterDeath by death
     * @param afterFault of an injected fault
     * @param other in another way: the worker was frozen, or broke off by itself
     */
    record Waste(Map<Death, Long> afterDeath, long afterFault, long other) {
        long afterDeaths() {
            return afterDeath.values().stream().mapToLong(Long::longValue).sum();
        }

        long mostAfterOneDeath() {
            return afterDeath.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    private final List<Try> tries;
    private final Set<String> committed = new HashSet<>();

    Transfers(List<Passage> calls, List<SessionView> sessions) {
        Map<String, String> jobs = new HashMap<>();
        for (SessionView session : sessions) {
            jobs.put(session.mediaPath(), String.valueOf(session.application().sourceContext()));
            if (session.committed()) {
                committed.add(session.mediaPath());
            }
        }
        List<Try> found = new ArrayList<>();
        for (Passage call : calls) {
            String path = UriText.decode(call.path());
            String jobId = jobs.get(path);
            if (jobId != null && call.method().equals("PUT")) {
                found.add(new Try(new Unit(path, call.target().substring(call.path().length())), jobId, call));
            }
        }
        found.sort(Comparator.comparingLong(one -> one.call().from()));
        this.tries = List.copyOf(found);
    }

    /** All bytes of bodies that were passed on to COS. */
    long sent() {
        return tries.stream().mapToLong(one -> one.call().bodyBytes()).sum();
    }

    Waste waste(List<Death> deaths) {
        Map<Death, Long> afterDeath = new LinkedHashMap<>();
        long fault = 0;
        long other = 0;
        for (List<Try> ofUnit : byUnit().values()) {
            Try needed = needed(ofUnit);
            for (Try one : ofUnit) {
                if (!one.equals(needed) && one.call().bodyBytes() > 0) {
                    Optional<Death> death = one.call().fault() == null ? end(one.call(), deaths) : Optional.empty();
                    if (death.isPresent()) {
                        afterDeath.merge(death.get(), one.call().bodyBytes(), Long::sum);
                    } else if (one.call().fault() != null) {
                        fault += one.call().bodyBytes();
                    } else {
                        other += one.call().bodyBytes();
                    }
                }
            }
        }
        return new Waste(afterDeath, fault, other);
    }

    private Map<Unit, List<Try>> byUnit() {
        Map<Unit, List<Try>> units = new LinkedHashMap<>();
        tries.forEach(one -> units.computeIfAbsent(one.unit(), _ -> new ArrayList<>()).add(one));
        return units;
    }

    /** The try that made the unit be stored: the last one that may have, in a session that became a media. */
    private @Nullable Try needed(List<Try> ofUnit) {
        if (!committed.contains(ofUnit.getFirst().unit().path())) {
            return null;
        }
        Try needed = ofUnit.getLast();
        for (Try one : ofUnit) {
            if (one.call().succeeded()) {
                needed = one;
            }
        }
        return needed;
    }

    /** The death that made this try be in vain: it broke it, or came when it was over and not yet told. */
    private static Optional<Death> end(Passage call, List<Death> deaths) {
        return deaths.stream()
                .filter(death -> death.worker().equals(call.door()))
                .filter(death -> call.from() < death.at() && death.at() - call.until() < 2 * BETWEEN_PARTS)
                .findFirst();
    }

    /** For each job that a worker carried when it was killed: how long until somebody sent bytes of it again. */
    List<Duration> gaps(Death death) {
        Set<String> carried = new HashSet<>();
        Map<String, Long> resumed = new HashMap<>();
        for (Try one : tries) {
            Passage call = one.call();
            if (call.door().equals(death.worker()) && call.from() < death.at() && call.until() > death.at() - BETWEEN_PARTS) {
                carried.add(one.jobId());
            } else if (call.from() > death.at() && call.bodyBytes() > 0) {
                resumed.putIfAbsent(one.jobId(), call.from());
            }
        }
        resumed.keySet().retainAll(carried);
        return resumed.values().stream().map(at -> Duration.ofNanos(at - death.at())).toList();
    }
}
