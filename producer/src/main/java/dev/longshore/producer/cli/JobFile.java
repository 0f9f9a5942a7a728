package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Jobs, one JSON object a line, read as they come; blank lines are skipped. */
final class JobFile implements AutoCloseable {
    /** What a line holds. */
    sealed interface Line {}

    record Job(UploadJob job) implements Line {}

    record NoJob(long number, String problem) implements Line {}

    private final BufferedReader reader;
    private long number;

    private JobFile(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** @param name a file, or {@code -} for standard input */
    static JobFile open(String name, InputStream standardInput) throws IOException {
        return new JobFile(name.equals("-") ? standardInput : Files.newInputStream(Path.of(name)));
    }

    @Nullable Line next() throws IOException {
        String line = reader.readLine();
        number++;
        while (line != null && line.isBlank()) {
            line = reader.readLine();
            number++;
        }
        if (line == null) {
            return null;
        }
        try {
            return new Job(JobCodec.read(line.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidJobException e) {
            return new NoJob(number, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
