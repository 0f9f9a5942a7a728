package dev.longshore.gateway.web;

import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.TooManyException;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Upload;
import dev.longshore.gateway.state.Watches;
import dev.longshore.outcome.JobStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upload's progress as server-sent events: {@code progress} for what is known now and each change, {@code end} for the outcome, after which the stream ends. Each stream has the
 * virtual thread of its request; a slow reader is told the newest state only.
 */
@RestController
public final class EventsController {
    /** A comment this often shows whether anybody still listens, and keeps proxies from closing the connection. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** The outcome comes on another topic than the final state. */
    private static final Duration OUTCOME = Duration.ofSeconds(5);

    private final Board board;
    private final Watches watches;
    private final Lookup lookup;
    private final JsonMapper json;
    private final int most;
    private final Semaphore room;

    public EventsController(Board board, Watches watches, Lookup lookup, GatewayProperties properties, JsonMapper json) {
        this.board = board;
        this.watches = watches;
        this.lookup = lookup;
        this.json = json;
        this.most = properties.maxStreams();
        this.room = new Semaphore(most);
    }

    @GetMapping(path = "/v1/uploads/{id}/events")
    void events(@PathVariable String id, @RequestParam(defaultValue = "0") int afterRun, HttpServletResponse response)
            throws IOException, InterruptedException {
        Upload upload = lookup.find(id);
        if (!room.tryAcquire()) {
            throw new TooManyException(most + " streams of events are open");
        }
        try (Watches.Watch watch = watches.watch(id)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            stream(upload, afterRun, watch, response.getOutputStream());
        } finally {
            room.release();
        }
    }

    private void stream(Upload first, int afterRun, Watches.Watch watch, OutputStream out) throws IOException, InterruptedException {
        Optional<Upload> upload = board.find(first.jobId());
        Upload told = null;
        while (upload.isPresent()) {
            boolean ended = upload.get().ended() && run(upload.get()) > afterRun;
            if (ended && upload.get().outcomeKnown()) {
                send(out, "end", upload.get());
                return;
            }
            if (!upload.get().equals(told)) {
                told = upload.get();
                send(out, "progress", told);
            }
            if (!watch.await(ended ? OUTCOME : HEARTBEAT)) {
                if (watches.isClosed()) {
                    return;
                }
                if (ended) {
                    send(out, "end", upload.get());
                    return;
                }
                out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            upload = board.find(first.jobId());
        }
    }

    /** A refusal at the door belongs to no run, and none comes after it. */
    private static int run(Upload upload) {
        JobStatus status = upload.status();
        return status == null ? Integer.MAX_VALUE : status.run();
    }

    private void send(OutputStream out, String event, Upload upload) throws IOException {
        String data = json.writeValueAsString(UploadDocument.of(upload));
        out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** How many streams are open. */
    public int open() {
        return most - room.availablePermits();
    }
}
