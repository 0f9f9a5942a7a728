package dev.longshore.sandbox.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as the emulated services see it: decoded once, answered once, on one thread. */
public final class Exchange {

    /** An answer with an unread body longer than this closes the connection instead of reading it to its end. */
    static final long MAX_DISCARDED_BYTES = 64L << 20;

    /** Sends a body of announced length. */
    @FunctionalInterface
    public interface BodySource {

        void writeTo(RequestBody.Receiver receiver) throws IOException;
    }

    private final Request request;
    private final Response response;
    private final Pace pace;
    private final Pace.Meter meter;
    private final RequestBody body;
    private final List<UriText.Parameter> parameters;
    private final String path;
    private final long from = System.nanoTime();
    private long until;
    private boolean answered;

    Exchange(Request request, Response response, Pace pace) {
        this.request = request;
        this.response = response;
        this.pace = pace;
        this.meter = pace.meter();
        this.body = new RequestBody(request, meter);
        this.parameters = UriText.parameters(request.getHttpURI().getQuery());
        this.path = UriText.decode(Objects.requireNonNullElse(request.getHttpURI().getPath(), "/"));
    }

    public String method() {
        return request.getMethod();
    }

    /** The Host header as sent; for an absolute-form request without one, the authority of its target. */
    public String host() {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host != null && !host.isEmpty()) {
            return host;
        }
        return Objects.requireNonNullElse(request.getHttpURI().getAuthority(), "");
    }

    /** The local port that took the connection. */
    public int port() {
        return Request.getLocalPort(request);
    }

    /** The path with its percent escapes decoded. */
    public String path() {
        return path;
    }

    public @Nullable String rawQuery() {
        return request.getHttpURI().getQuery();
    }

    public List<UriText.Parameter> parameters() {
        return parameters;
    }

    public @Nullable String parameter(String name) {
        for (UriText.Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /** All headers whose lower-case name starts with the prefix, by lower-case name. */
    public Map<String, String> headers(String prefix) {
        var found = new TreeMap<String, String>();
        request.getHeaders().forEach(field -> {
            if (field.getLowerCaseName().startsWith(prefix)) {
                found.put(field.getLowerCaseName(), Objects.requireNonNullElse(field.getValue(), ""));
            }
        });
        return found;
    }

    /** The announced length of the body, or -1 when it is sent in chunks. */
    public long announcedLength() {
        if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            return -1;
        }
        return Math.max(0, request.getLength());
    }

    public RequestBody body() {
        return body;
    }

    /** From the request's head to the beginning of its answer, or until now while there is none. */
    public CallLog.Span span() {
        return new CallLog.Span(from, answered ? until : System.nanoTime());
    }

    public boolean isAnswered() {
        return answered;
    }

    public void answer(int status, Map<String, String> headers, byte[] content) throws IOException {
        answer(status, headers, content.length, receiver -> receiver.accept(ByteBuffer.wrap(content)));
    }

    /** Answers with {@code length} bytes from the source; a HEAD request gets the length and no bytes. */
    public void answer(int status, Map<String, String> headers, long length, BodySource source) throws IOException {
        if (answered) {
            throw new IllegalStateException("answered before");
        }
        answered = true;
        until = System.nanoTime();
        if (!isBodyUsedUp()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        pace.beforeAnswer();
        response.setStatus(status);
        headers.forEach(response.getHeaders()::put);
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        if (length > 0 && !method().equals("HEAD")) {
            source.writeTo(this::send);
        }
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
    }

    private void send(ByteBuffer bytes) throws IOException {
        meter.passed(bytes.remaining());
        Content.Sink.write(response, false, bytes);
    }

    /**
     * A client that writes its whole body before it reads gets to see a refusal only if the body is read. One that waits
     * for "100 Continue" is refused without it.
     */
    private boolean isBodyUsedUp() throws IOException {
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT, "100-continue") && body.received() == 0;
        return !waits && body.discard(MAX_DISCARDED_BYTES);
    }
}
