package dev.longshore.worker.refusal;

import dev.longshore.worker.testing.Line;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.testing.RecordingServer.Answer;
import dev.longshore.worker.testing.RecordingServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands before the emulated VOD over HTTP, refuses what it is told to and passes on the rest unchanged, signatures included. */
final class VodFront implements Line, AutoCloseable {
    /** The words of every refusal. */
    static final String WORDS = "as the test wants it";

    private final List<Refusal> refusals;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private final RecordingServer server;
    private String service = "";
    private int sessions;

    /**
     * One call as it was answered.
     *
     * @param code {@code OK} or the error's
     * @param session the key that ApplyUpload answered, or that CommitUpload named; empty otherwise
     */
    record Seen(String action, String code, String requestId, String session) {
        static final String OK = "OK";

        boolean granted() {
            return code.equals(OK);
        }
    }

    VodFront(List<Refusal> refusals) throws IOException {
        this.refusals = refusals;
        this.server = new RecordingServer(this::answer);
    }

    @Override
    public String vod(String address) {
        service = address;
        return server.endpoint();
    }

    /** The calls in the order of their answers. */
    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    private synchronized Answer answer(Request request) {
        String action = request.header("X-TC-Action");
        int call = calls.merge(action, 1, Integer::sum);
        Answer answer = refusals.stream()
                .filter(refusal -> refusal.action().equals(action) && refusal.which().is(call, sessions))
                .findFirst()
                .map(refusal -> refused(refusal, request, action + "-" + call))
                .orElseGet(() -> passedOn(request));
        seen.add(seen(action, request, answer));
        sessions += action.equals("ApplyUpload") && seen.getLast().granted() ? 1 : 0;
        return answer;
    }

    private Answer refused(Refusal refusal, Request request, String requestId) {
        if (refusal.tookEffect()) {
            passedOn(request);
        }
        Map<String, Object> error = Map.of("Code", refusal.code(), "Message", WORDS);
        String body = json.writeValueAsString(Map.of("Response", Map.of("Error", error, "RequestId", requestId)));
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    private Seen seen(String action, Request request, Answer answer) {
        JsonNode response = json.readTree(answer.body()).path("Response");
        JsonNode session =
                action.equals("ApplyUpload") ? response.path("VodSessionKey") : json.readTree(request.body()).path("VodSessionKey");
        return new Seen(
                action, response.path("Error").path("Code").asString(Seen.OK), response.path("RequestId").asString(), session.asString(""));
    }

    /** The Host header stays, for it is signed. */
    private Answer passedOn(Request request) {
        String[] address = service.split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            var sent = new StringBuilder(request.method() + " " + request.rawPath() + " HTTP/1.1\r\nConnection: close\r\n");
            request.headers().forEach((name, value) -> {
                if (!name.equalsIgnoreCase("Connection")) {
                    sent.append(name).append(": ").append(value).append("\r\n");
                }
            });
            var message = new ByteArrayOutputStream();
            message.writeBytes(sent.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            message.writeBytes(request.body());
            message.writeTo(socket.getOutputStream());
            String[] answered = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            int status = Integer.parseInt(answered[0].split(" ", 3)[1]);
            return new Answer(status, Map.of("Content-Type", "application/json"), answered[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
