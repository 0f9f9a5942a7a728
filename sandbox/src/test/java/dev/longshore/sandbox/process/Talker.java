package dev.longshore.sandbox.process;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A child for tests: says what it was given, answers HTTP on a port, never ends by itself. */
public final class Talker {
    private Talker() {}

    /**
     * Runs.
     *
     * @param args a port, then words that it repeats
     */
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("I was told: " + args[1] + " and " + System.getenv("TALKER_WORD"));
        new CountDownLatch(1).await();
    }
}
