package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.http.HttpServer;
import dev.longshore.sandbox.http.Pace;
import java.util.List;
import java.util.stream.IntStream;

/** The emulator's lines: ports with a cap that all connections to one share, as those of one machine share its uplink. */
final class Lines {

    private final List<Pace> paces;
    private volatile List<Integer> ports = List.of();

    /** @param pace what everything shares */
    Lines(int count, Pace pace) {
        this.paces = IntStream.range(0, count).mapToObj(line -> pace.line()).toList();
    }

    /** The name of a line's door. */
    static String name(int line) {
        return "line-" + line;
    }

    Pace pace(int line) {
        return paces.get(line);
    }

    /** Ports are known only once the server listens. */
    void listenAt(HttpServer server) {
        ports = IntStream.range(0, paces.size()).map(line -> server.port(name(line))).boxed().toList();
    }

    List<LineView> views() {
        List<Integer> known = ports;
        return IntStream.range(0, known.size())
                .mapToObj(line -> new LineView(known.get(line), paces.get(line).bodyBytes()))
                .toList();
    }
}
