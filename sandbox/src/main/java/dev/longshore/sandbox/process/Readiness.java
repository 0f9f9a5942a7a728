package dev.longshore.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Waits until a program is ready. Each wait fails with {@link ProcessFailedException} when the program dies or the time is over. */
public final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TAIL_LINES = 40;

    private final JavaProcess process;
    private final long logStart;
    private final Duration limit;

    Readiness(JavaProcess process, long logStart, Duration limit) {
        this.process = process;
        this.logStart = logStart;
        this.limit = limit;
    }

    /** Until something holds. */
    public void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ProcessFailedException(
                        process.name() + " ended with code " + process.exitCode() + " before " + what + "." + logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new ProcessFailedException(
                        process.name() + ": no " + what + " within " + limit.toMillis() + " ms." + logTail());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Until a line of its log contains a match. */
    public void logLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        until("log line \"" + regex + "\"", () -> logLines().stream().anyMatch(pattern.asPredicate()));
    }

    /** Until a TCP port of this machine takes connections. */
    public void port(int port) {
        until("open port " + port, () -> isOpen(port));
    }

    /** Until a GET is answered with status 200. */
    public void healthy(URI address) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
            until("healthy answer from " + address, () -> answersOk(client, request));
        }
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String logTail() {
        List<String> lines = logLines();
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return tail.isEmpty()
                ? " Its log, " + process.log() + ", is empty."
                : " The end of " + process.log() + ":\n" + String.join("\n", tail);
    }

    private List<String> logLines() {
        // Earlier runs may have written to the same file: their lines say nothing about this one.
        try (InputStream in = Files.newInputStream(process.log())) {
            in.skipNBytes(logStart);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            return List.of("(unreadable: " + e.getMessage() + ")");
        }
    }
}
