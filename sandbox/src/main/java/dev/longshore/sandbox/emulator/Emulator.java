package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.BucketAddress;
import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.CosService;
import dev.longshore.sandbox.cos.Credential;
import dev.longshore.sandbox.cos.ObjectStore;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.ExchangeHandler;
import dev.longshore.sandbox.http.HttpServer;
import dev.longshore.sandbox.http.Pace;
import dev.longshore.sandbox.vod.MediaLibrary;
import dev.longshore.sandbox.vod.UploadSessions;
import dev.longshore.sandbox.vod.VodKey;
import dev.longshore.sandbox.vod.VodService;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running emulator. Closing it frees its ports and deletes what it stored. */
public final class Emulator implements AutoCloseable {

    private static final String VOD = "vod";
    private static final String COS = "cos";
    private static final String INSPECTION = "inspection";

    private final EmulatorSettings settings;
    private final HttpServer server;
    private final ObjectStore objects;

    private Emulator(EmulatorSettings settings, HttpServer server, ObjectStore objects) {
        this.settings = settings;
        this.server = server;
        this.objects = objects;
    }

    public static Emulator start(EmulatorSettings settings) throws IOException {
        var objects = new ObjectStore(settings.store(), settings.clock());
        try {
            return new Emulator(settings, serve(settings, objects), objects);
        } catch (IOException | RuntimeException e) {
            objects.close();
            throw e;
        }
    }

    private static HttpServer serve(EmulatorSettings settings, ObjectStore objects) throws IOException {
        var calls = new CallLog();
        var sessions = new UploadSessions(settings.vod());
        var library = new MediaLibrary();
        var vod = new VodService(
                settings.vod(), new VodService.State(sessions, library, objects), settings.clock(), settings.signatureClock(), calls);
        var cos = new CosService(objects, new Keys(settings, sessions), settings.clock(), settings.signatureClock(), calls);
        EmulatorSettings.Listen listen = settings.listen();
        var pace = new Pace(settings.pace());
        var lines = new Lines(listen.linePorts().size(), pace);
        var inspection = new Inspection(sessions, library, objects, calls, lines);
        var doors = new LinkedHashMap<String, HttpServer.Door>();
        doors.put(VOD, new HttpServer.Door(listen.vodPort(), new FrontDoor(vod, cos), pace, false));
        doors.put(COS, new HttpServer.Door(listen.cosPort(), new FrontDoor(cos, cos), pace, false));
        doors.put(INSPECTION, new HttpServer.Door(listen.inspectionPort(), inspection, new Pace(Pace.Settings.FULL_SPEED), true));
        for (int line = 0; line < listen.linePorts().size(); line++) {
            doors.put(
                    Lines.name(line),
                    new HttpServer.Door(listen.linePorts().get(line), new FrontDoor(vod, cos), lines.pace(line), false));
        }
        HttpServer server = HttpServer.start(listen.address(), doors, listen.tls());
        lines.listenAt(server);
        return server;
    }

    public int vodPort() {
        return server.port(VOD);
    }

    public int cosPort() {
        return server.port(COS);
    }

    /** Where VOD API clients connect to. */
    public URI vodUri() {
        return uri(scheme(), vodPort());
    }

    /** Where COS clients connect to; the Host header must name the bucket. */
    public URI cosUri() {
        return uri(scheme(), cosPort());
    }

    /** Where clients of either service connect to that share the cap of a line; lines count from 0. */
    public URI lineUri(int line) {
        return uri(scheme(), server.port(Lines.name(line)));
    }

    /** How many lines there are. */
    public int lines() {
        return settings.listen().linePorts().size();
    }

    /** Where {@link EmulatorClient} asks. */
    public URI inspectionUri() {
        return uri("http", server.port(INSPECTION));
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            objects.close();
        }
    }

    private String scheme() {
        return settings.listen().tls() == null ? "http" : "https";
    }

    private URI uri(String scheme, int port) {
        return URI.create(scheme + "://" + settings.listen().address() + ':' + port);
    }

    /** Sends what is addressed to a bucket to COS whatever the port, so that either port can serve as an HTTP proxy. */
    private record FrontDoor(ExchangeHandler own, ExchangeHandler cos) implements ExchangeHandler {

        @Override
        public void handle(Exchange exchange) throws IOException {
            boolean toBucket = BucketAddress.ofHost(exchange.host()).isPresent();
            (toBucket ? cos : own).handle(exchange);
        }
    }

    /** Certificates, and the account's own keys, which may look at everything. */
    private record Keys(EmulatorSettings settings, UploadSessions sessions) implements Credential.Directory {

        private static final Set<CosOperation> LOOK = EnumSet.of(CosOperation.HEAD_OBJECT, CosOperation.GET_OBJECT,
                CosOperation.LIST_MULTIPART_UPLOADS, CosOperation.LIST_PARTS);

        @Override
        public @Nullable Credential find(String secretId) {
            for (VodKey key : settings.vod().account().keys()) {
                if (key.secretId().equals(secretId)) {
                    return new Credential(key.secretKey(), key.token(), null, null, new Credential.Scope(LOOK, any -> true));
                }
            }
            return sessions.find(secretId);
        }
    }
}
