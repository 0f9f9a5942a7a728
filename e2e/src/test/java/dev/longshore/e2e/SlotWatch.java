package dev.longshore.e2e;

import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at workers' own metrics several times a second: the slots they have, those that are busy, and the tasks that nobody has started. */
final class SlotWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(\\{[^}]*})? ([0-9.Ee+]+)$", Pattern.MULTILINE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(8);
    private final Map<String, Future<?>> watched = new ConcurrentHashMap<>();
    private final Map<String, Long> ready = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final List<Look> looks = new CopyOnWriteArrayList<>();

    /**
     * One look at one worker.
     *
     * @param at of {@link System#nanoTime()}
     * @param waiting tasks of slices that no worker of the fleet had started
     */
    record Look(String worker, long at, int slots, int busy, int waiting) {
        boolean full() {
            return busy >= slots;
        }
    }

    /** Begins to look at a worker, from when it is ready. */
    void add(WorkerProcess worker) {
        URI address = worker.address();
        watched.put(worker.name(), timer.scheduleWithFixedDelay(
                () -> look(worker.name(), address), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Looks no longer at a worker. */
    void remove(String worker) {
        Future<?> looking = watched.remove(worker);
        if (looking != null) {
            looking.cancel(false);
        }
        waiting.remove(worker);
    }

    private void look(String worker, URI address) {
        try {
            if (!ready.containsKey(worker)) {
                if (get(address.resolve("/actuator/health/readiness")).isEmpty()) {
                    return;
                }
                ready.put(worker, System.nanoTime());
            }
            String text = get(address.resolve(
                    "/actuator/prometheus?includedNames=longshore_slots,longshore_slots_busy,longshore_backlog_tasks"));
            if (!text.isEmpty() && watched.containsKey(worker)) {
                waiting.put(worker, sum(text, "longshore_backlog_tasks", "slices") + sum(text, "longshore_backlog_tasks", "resumes"));
                looks.add(new Look(
                        worker, System.nanoTime(), sum(text, "longshore_slots", "slices"), sum(text, "longshore_slots_busy", "slices"),
                        waiting()));
            }
        } catch (IOException e) {
            // Not up yet, or too busy to answer in time: what was not seen counts as not seen.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The body, empty unless the status is 200. */
    private String get(URI address) throws IOException, InterruptedException {
        var response = http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : "";
    }

    private static int sum(String text, String metric, String label) {
        return (int) SAMPLE.matcher(text)
                .results()
                .filter(sample -> sample.group(1).equals(metric) && labels(sample).contains('"' + label + '"'))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static String labels(MatchResult sample) {
        return sample.group(2) == null ? "" : sample.group(2);
    }

    /** Tasks of slices that nobody has started, over all workers that are watched. */
    int waiting() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isReady(String worker) {
        return ready.containsKey(worker);
    }

    /** When a worker was first seen ready, of {@link System#nanoTime()}. */
    long readyAt(String worker) {
        Long at = ready.get(worker);
        if (at == null) {
            throw new IllegalArgumentException(worker + " has not been ready");
        }
        return at;
    }

    /** When all slots of a worker were first seen busy, of {@link System#nanoTime()}; the largest number if never. */
    long firstFullAt(String worker) {
        return of(worker).filter(Look::full).mapToLong(Look::at).findFirst().orElse(Long.MAX_VALUE);
    }

    /** How busy a worker's slots were between two moments of {@link System#nanoTime()}, counted from when they were all busy first. */
    SlotUse use(String worker, long from, long to, int backlog) {
        long begin = Math.max(from, firstFullAt(worker));
        return SlotUse.of(of(worker).filter(look -> look.at() >= begin && look.at() <= to).toList(), backlog);
    }

    private Stream<Look> of(String worker) {
        return looks.stream().filter(look -> look.worker().equals(worker));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }
}
