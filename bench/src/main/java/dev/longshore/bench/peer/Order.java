package dev.longshore.bench.peer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What a client is to upload. Written as a properties file, so that a client needs no library to read it.
 *
 * @param secretId of the emulated account
 * @param vodPort of the emulated VOD, on loopback
 * @param cosPort of the emulated COS, on loopback
 * @param tls whether both speak TLS
 * @param files uploaded at once
 * @param parts of one file sent at once
 * @param warmUp uploaded before the measurement
 * @param measured uploaded while it is measured
 */
public record Order(
        String secretId,
        String secretKey,
        int vodPort,
        int cosPort,
        boolean tls,
        int files,
        int parts,
        List<Path> warmUp,
        List<Path> measured) {
    public Order {
        warmUp = List.copyOf(warmUp);
        measured = List.copyOf(measured);
    }

    public void write(Path file) throws IOException {
        Properties text = new Properties();
        text.setProperty("secretId", secretId);
        text.setProperty("secretKey", secretKey);
        text.setProperty("vodPort", Integer.toString(vodPort));
        text.setProperty("cosPort", Integer.toString(cosPort));
        text.setProperty("tls", Boolean.toString(tls));
        text.setProperty("files", Integer.toString(files));
        text.setProperty("parts", Integer.toString(parts));
        text.setProperty("warmUp", joined(warmUp));
        text.setProperty("measured", joined(measured));
        try (Writer out = Files.newBufferedWriter(file)) {
            text.store(out, null);
        }
    }

    static Order read(Path file) throws IOException {
        Properties text = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            text.load(in);
        }
        return new Order(
                text.getProperty("secretId"),
                text.getProperty("secretKey"),
                Integer.parseInt(text.getProperty("vodPort")),
                Integer.parseInt(text.getProperty("cosPort")),
                Boolean.parseBoolean(text.getProperty("tls")),
                Integer.parseInt(text.getProperty("files")),
                Integer.parseInt(text.getProperty("parts")),
                paths(text.getProperty("warmUp")),
                paths(text.getProperty("measured")));
    }

    private static String joined(List<Path> paths) {
        return String.join("\n", paths.stream().map(Path::toString).toList());
    }

    private static List<Path> paths(String lines) {
        return lines.lines().filter(line -> !line.isEmpty()).map(Path::of).toList();
    }
}
