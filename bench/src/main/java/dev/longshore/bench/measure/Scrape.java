package dev.longshore.bench.measure;

import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A worker's metrics at one moment, as Prometheus would read them. */
public record Scrape(String text) {
    private static final String PATH = "/actuator/prometheus";

    public static Scrape of(HttpClient http, WorkerProcess worker) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.address().resolve(PATH)).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(PATH + " of " + worker.name() + " answered " + response.statusCode());
        }
        return new Scrape(response.body());
    }

    /**
     * The sum of a metric's series.
     *
     * @param label one that the series must have, as {@code name="value"}; "" for all
     * @throws IOException if there is no such series
     */
    public double sum(String metric, String label) throws IOException {
        double sum = 0;
        boolean found = false;
        for (String line : text.lines().toList()) {
            int end = nameEnd(line);
            if (line.substring(0, end).equals(metric) && line.contains(label)) {
                found = true;
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        if (!found) {
            throw new IOException("no " + metric + "{" + label + "} among the worker's metrics");
        }
        return sum;
    }

    private static int nameEnd(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') {
            end++;
        }
        return end;
    }
}
