package dev.longshore.sandbox.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The children that run, so that one shutdown hook ends them all, side by side. */
final class LiveProcesses {
    private static final Set<JavaProcess> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::closeAll, "children"));
    }

    private LiveProcesses() {}

    static void add(JavaProcess process) {
        LIVE.add(process);
    }

    static void remove(JavaProcess process) {
        LIVE.remove(process);
    }

    private static void closeAll() {
        LIVE.stream().map(process -> Thread.ofPlatform().start(process::close)).toList().forEach(LiveProcesses::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
