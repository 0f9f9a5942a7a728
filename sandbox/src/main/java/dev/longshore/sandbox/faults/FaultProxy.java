package dev.longshore.sandbox.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The proxy. It stands in front of one service; each client may be given a door, a port of its own, so that the journal tells them apart.
 */
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress service;
    private final FaultSettings settings;
    private final FaultChoice choice;
    private final Journal journal = new Journal();
    private final FaultPlan plan;
    private final Queue<Door> doors = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * In front of one service.
     *
     * @param service host and port: the emulator's VOD port, which answers for COS, too, where the Host header names a bucket
     * @throws IllegalArgumentException if it isn't HOST:PORT
     */
    public FaultProxy(String service, FaultSettings settings) {
        this(service, settings, FaultPlan.NONE);
    }

    /** @param plan asked about calls that the settings' rate spares */
    public FaultProxy(String service, FaultSettings settings, FaultPlan plan) {
        this.service = address(service);
        this.settings = settings;
        this.choice = new FaultChoice(settings);
        this.plan = plan;
    }

    private static InetSocketAddress address(String service) {
        int colon = service.lastIndexOf(':');
        try {
            return new InetSocketAddress(service.substring(0, Math.max(0, colon)), Integer.parseInt(service.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A service is named as HOST:PORT, unlike '" + service + "'", e);
        }
    }

    /**
     * Opens a port of the loopback interface.
     *
     * @param name stands in the journal
     * @param port 0 takes any free one
     * @return the port
     */
    public int open(String name, int port) {
        Door door = new Door(name, port, client -> enter(name, client));
        doors.add(door);
        return door.port();
    }

    /** From now on connections to all doors are refused; those that are made stay. */
    public void shut() throws IOException {
        for (Door door : doors) {
            door.shut();
        }
    }

    public void reopen() throws IOException {
        for (Door door : doors) {
            door.reopen();
        }
    }

    public Journal journal() {
        return journal;
    }

    /** From now on nothing more happens to calls. */
    public void calm() {
        choice.rate(0);
    }

    @Nullable Fault nextFault() {
        return choice.next();
    }

    @Nullable Treatment planned(FaultPlan.Call call) {
        return plan.treat(call);
    }

    FaultSettings settings() {
        return settings;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.setSendBufferSize(Sockets.BUFFER);
        socket.connect(service, 5_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    void forget(Socket socket) {
        open.remove(socket);
        Sockets.close(socket);
    }

    /** Waits, but not longer than the proxy lives. */
    void pause(Duration time) throws IOException {
        try {
            if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the proxy is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void enter(String name, Socket client) {
        try {
            client.setTcpNoDelay(true);
            open.add(client);
            Thread.ofVirtual().start(new Relay(this, name, client));
        } catch (IOException e) {
            // It has gone already.
            Sockets.close(client);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            for (Door door : doors) {
                door.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Sockets::close);
        }
    }
}
