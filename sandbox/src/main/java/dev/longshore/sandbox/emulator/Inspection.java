package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.ObjectKey;
import dev.longshore.sandbox.cos.ObjectStore;
import dev.longshore.sandbox.cos.StoredObject;
import dev.longshore.sandbox.http.Answers;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.ExchangeHandler;
import dev.longshore.sandbox.vod.Media;
import dev.longshore.sandbox.vod.MediaLibrary;
import dev.longshore.sandbox.vod.UploadSession;
import dev.longshore.sandbox.vod.UploadSessions;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Tells what the emulator holds, in JSON, to whoever asks. It changes nothing. */
final class Inspection implements ExchangeHandler {

    static final String PREFIX = "/_sandbox/";

    private static final Pattern CONTENT = Pattern.compile("/_sandbox/media/(\\d+)/(content|cover)");

    private final UploadSessions sessions;
    private final MediaLibrary library;
    private final ObjectStore objects;
    private final CallLog calls;
    private final Lines lines;
    private final JsonMapper json = JsonMapper.builder().build();

    Inspection(UploadSessions sessions, MediaLibrary library, ObjectStore objects, CallLog calls, Lines lines) {
        this.sessions = sessions;
        this.library = library;
        this.objects = objects;
        this.calls = calls;
        this.lines = lines;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Matcher content = CONTENT.matcher(exchange.path());
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            answer(exchange, 405, Map.of("error", "the inspection only reads"));
        } else if (content.matches()) {
            content(exchange, content.group(1), content.group(2));
        } else {
            switch (exchange.path()) {
                case PREFIX + "health" -> answer(exchange, 200, Map.of("status", "UP"));
                case PREFIX + "media" -> answer(exchange, 200, library.all().stream().map(MediaView::of).toList());
                case PREFIX + "sessions" -> answer(exchange, 200, sessions.all().stream().map(SessionView::of).toList());
                case PREFIX + "secrets" -> answer(exchange, 200, sessions.all().stream().map(UploadSession::secretTexts).toList());
                case PREFIX + "uploads" -> answer(exchange, 200, objects.openUploads().stream().map(UploadView::of).toList());
                case PREFIX + "lines" -> answer(exchange, 200, lines.views());
                case PREFIX + "calls" ->
                    answer(exchange, 200, new CallsView(calls.counts(), calls.recent(), objects.receivedBytes()));
                default -> answer(exchange, 404, Map.of("error", "unknown path " + exchange.path()));
            }
        }
    }

    private void content(Exchange exchange, String fileId, String which) throws IOException {
        Media media = library.find(fileId);
        ObjectKey key = media == null ? null : which.equals("cover") ? media.cover() : media.object();
        StoredObject object = key == null ? null : objects.find(key);
        if (object == null) {
            answer(exchange, 404, Map.of("error", "no such " + which));
        } else if (!object.isReadable()) {
            answer(exchange, 410, Map.of("error", "the bytes were discarded"));
        } else {
            exchange.answer(200, Map.of("Content-Type", "application/octet-stream"), object.size(), object::writeTo);
        }
    }

    private void answer(Exchange exchange, int status, Object content) throws IOException {
        exchange.answer(status, Answers.json(), json.writeValueAsBytes(content));
    }
}
