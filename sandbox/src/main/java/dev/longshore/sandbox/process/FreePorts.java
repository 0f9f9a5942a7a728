package dev.longshore.sandbox.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine that nobody listens on.
 *
 * <p>They lie below the range from which systems take ports for outgoing connections: a server that is killed and restarted must find its port still
 * free, though its clients keep knocking.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** Different ports, each free a moment ago. */
    public static List<Integer> pick(int count) {
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < TRIES && found.size() < count; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            if (isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IllegalStateException("No " + count + " free ports between " + FIRST + " and " + BEYOND);
        }
        return List.copyOf(found);
    }

    public static int pick() {
        return pick(1).getFirst();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
