package dev.longshore.worker.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Names this worker. */
final class WorkerName {
    private WorkerName() {}

    static String of(@Nullable String configured) {
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
