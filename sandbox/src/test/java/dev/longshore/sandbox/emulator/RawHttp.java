package dev.longshore.sandbox.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request a connection, written byte by byte as the test says. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    /** What came back. */
    record Answer(int status, String head, String body) {

        /** The value of a header, or an empty string. */
        String header(String name) {
            for (String line : head.split("\r\n", -1)) {
                if (line.regionMatches(true, 0, name + ": ", 0, name.length() + 2)) {
                    return line.substring(name.length() + 2);
                }
            }
            return "";
        }

        /** The text of the first element or JSON string of that name. */
        String field(String name) {
            int xml = body.indexOf('<' + name + '>');
            if (xml >= 0) {
                return body.substring(xml + name.length() + 2, body.indexOf("</" + name + '>'));
            }
            String key = '"' + name + "\":\"";
            int json = body.indexOf(key);
            return json < 0 ? "" : body.substring(json + key.length(), body.indexOf('"', json + key.length()));
        }
    }

    private RawHttp() {}

    static Answer send(int port, String requestLine, Map<String, String> headers, byte[] body) throws IOException {
        var all = new LinkedHashMap<>(headers);
        if (!all.containsKey("Transfer-Encoding")) {
            all.putIfAbsent("Content-Length", Integer.toString(body.length));
        }
        all.putIfAbsent("Connection", "close");
        var head = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
        all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return parse(readAll(socket.getInputStream()));
        }
    }

    /** Sends less than was announced and hangs up. */
    static void sendTruncated(int port, String requestLine, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length + 1_000).append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            readAll(socket.getInputStream());
        }
    }

    private static byte[] readAll(InputStream stream) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            stream.transferTo(bytes);
        } catch (SocketException e) {
            if (bytes.size() == 0) {
                throw e;
            }
        }
        return bytes.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer but: " + text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
