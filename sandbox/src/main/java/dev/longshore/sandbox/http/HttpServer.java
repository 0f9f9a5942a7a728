package dev.longshore.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with one port per named door, each with its own handler, and one thread pool for all. */
public final class HttpServer implements AutoCloseable {

    /** Requests served at a time, plus the few threads that accept and select. */
    public static final int MAX_THREADS = 512;

    private static final int INPUT_BUFFER_BYTES = 256 << 10;
    private static final int OUTPUT_BUFFER_BYTES = 64 << 10;
    private static final int HEADER_BYTES = 32 << 10;
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    /**
     * A port to listen on (0: any free one) and who answers there.
     *
     * @param pace how fast its bodies pass
     * @param inspection whether it is for whoever looks in from outside: plain HTTP, even where the others speak TLS
     */
    public record Door(int port, ExchangeHandler handler, Pace pace, boolean inspection) {}

    /** A PKCS#12 file that holds one key with its certificate. */
    public record TlsKey(Path file, String password) {
        @Override
        public String toString() {
            return "TlsKey[" + file + "]";
        }
    }

    private final Server server;
    private final Map<String, ServerConnector> connectors = new LinkedHashMap<>();

    private HttpServer(Server server) {
        this.server = server;
    }

    /** @param tls the key that all doors but the plain ones speak TLS with; none of them does when absent */
    public static HttpServer start(String address, Map<String, Door> doors, @Nullable TlsKey tls) throws IOException {
        var threads = new QueuedThreadPool(MAX_THREADS, 8);
        threads.setName("emulator");
        var server = new HttpServer(new Server(threads));
        doors.forEach((name, door) -> server.open(name, address, door.port(), door.inspection() ? null : tls));
        server.server.setHandler(new Dispatcher(doors));
        try {
            server.server.start();
            return server;
        } catch (Exception e) {
            server.close();
            throw new IOException("the emulator can't listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** The port a door really listens on. */
    public int port(String door) {
        ServerConnector connector = connectors.get(door);
        if (connector == null) {
            throw new IllegalArgumentException("no door named " + door);
        }
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("the emulator's HTTP server did not stop", e));
        }
    }

    private void open(String name, String address, int port, @Nullable TlsKey tls) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        // Object keys may hold anything, and requests written for a proxy carry an absolute target: both are checked here.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC9110.with(
                "emulator", HttpCompliance.Violation.MISMATCHED_AUTHORITY, HttpCompliance.Violation.UNSAFE_HOST_HEADER));
        var factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(INPUT_BUFFER_BYTES);
        var connector = tls == null
                ? new ServerConnector(server, 1, 1, factory)
                : new ServerConnector(server, 1, 1, new SslConnectionFactory(context(tls), factory.getProtocol()), factory);
        connector.setName(name);
        connector.setHost(address);
        connector.setPort(port);
        connector.setIdleTimeout(60_000);
        server.addConnector(connector);
        connectors.put(name, connector);
    }

    private static SslContextFactory.Server context(TlsKey tls) {
        var context = new SslContextFactory.Server();
        context.setKeyStorePath(tls.file().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(tls.password());
        // Any name leads to the one key: the emulator stands in for all of the service's hosts.
        context.setSniRequired(false);
        return context;
    }

    private static final class Dispatcher extends Handler.Abstract {

        private final Map<String, Door> doors;

        Dispatcher(Map<String, Door> doors) {
            this.doors = Map.copyOf(doors);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String name = request.getConnectionMetaData().getConnector().getName();
            Door door = doors.get(name);
            if (door == null) {
                return false;
            }
            try {
                door.handler().handle(new Exchange(request, response, door.pace()));
                callback.succeeded();
            } catch (IllegalArgumentException e) {
                Response.writeError(request, response, callback, 400, e.getMessage());
            } catch (IOException e) {
                log.debug("{} {} on {} broke off", request.getMethod(), request.getHttpURI(), name, e);
                callback.failed(new QuietException.Exception(e));
            } catch (RuntimeException e) {
                log.error("{} {} on {} failed", request.getMethod(), request.getHttpURI(), name, e);
                callback.failed(new QuietException.Exception(e));
            }
            return true;
        }
    }
}
