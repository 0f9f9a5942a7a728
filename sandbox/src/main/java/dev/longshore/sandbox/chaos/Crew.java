package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.faults.FaultProxy;
import dev.longshore.sandbox.faults.Passage;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The workers, each behind its own door of the proxy, so that the journal tells whose a call was. */
final class Crew {
    /**
     * A worker's death by {@code kill -9}.
     *
     * @param at of {@link System#nanoTime()}, when it was surely dead
     * @param underWay its calls at that moment
     */
    record Death(String worker, long at, List<Passage> underWay) {}

    private final Fleet fleet;
    private final FaultProxy proxy;
    private final Map<String, String> endpoints = new ConcurrentHashMap<>();
    private final Map<String, WorkerProcess> running = new ConcurrentHashMap<>();
    private final List<Death> deaths = new CopyOnWriteArrayList<>();
    private final List<String> unasked = new CopyOnWriteArrayList<>();

    Crew(Fleet fleet, FaultProxy proxy, int size) {
        this.fleet = fleet;
        this.proxy = proxy;
        List<WorkerProcess> started = new ArrayList<>();
        for (String name : names(size)) {
            endpoints.put(name, "127.0.0.1:" + proxy.open(name, 0));
            started.add(launch(name));
        }
        started.forEach(WorkerProcess::awaitReady);
    }

    static List<String> names(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> "worker-" + i).toList();
    }

    /** Starts it and doesn't wait until it is ready. */
    WorkerProcess launch(String name) {
        WorkerProcess worker = fleet.startWorker(name, String.valueOf(endpoints.get(name)));
        running.put(name, worker);
        return worker;
    }

    /** Workers that are sending bytes of a file at this moment, by name. */
    List<String> sending() {
        return proxy.journal()
                .all()
                .stream()
                .filter(call -> call.underWay() && call.method().equals("PUT") && call.bodyBytes() > 0)
                .map(Passage::door)
                .filter(running::containsKey)
                .distinct()
                .sorted()
                .toList();
    }

    WorkerProcess worker(String name) {
        WorkerProcess worker = running.get(name);
        if (worker == null) {
            throw new IllegalArgumentException("no worker " + name);
        }
        return worker;
    }

    Death kill(String name) {
        noteUnasked(name);
        List<Passage> underWay = proxy.journal().all().stream().filter(call -> call.underWay() && call.door().equals(name)).toList();
        worker(name).process().kill();
        Death death = new Death(name, System.nanoTime(), underWay);
        deaths.add(death);
        return death;
    }

    /** In order, with SIGTERM. */
    void stop(String name) {
        noteUnasked(name);
        worker(name).close();
    }

    void start(String name) {
        launch(name).awaitReady();
    }

    void awaitAllReady() {
        running.values().forEach(WorkerProcess::awaitReady);
    }

    /** A worker that died before anybody laid hand on it. */
    private void noteUnasked(String name) {
        if (!worker(name).process().isAlive()) {
            unasked.add(name + " ended by itself with code " + worker(name).process().exitCode());
        }
    }

    List<Death> deaths() {
        return List.copyOf(deaths);
    }

    /** Workers that ended though nobody had killed or stopped them. */
    List<String> endedByThemselves() {
        List<String> all = new ArrayList<>(unasked);
        running.values()
                .stream()
                .filter(worker -> !worker.process().isAlive())
                .forEach(worker -> all.add(worker.name() + " is not running"));
        return all;
    }
}
