package dev.longshore.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much the machine's processors had to do since it began, all programs taken together, as Linux counts it.
 *
 * @param busy in clock ticks of one processor
 * @param idle likewise, waiting for disks included
 */
public record Processors(long busy, long idle) {
    private static final Path STAT = Path.of("/proc/stat");
    /** Fields of proc(5)'s first line, behind its name: user, nice, system, idle, iowait, irq, softirq, steal; guests are in user already. */
    private static final int IDLE = 3;

    private static final int IO_WAIT = 4;
    private static final int FIELDS = 8;

    public static Processors now() throws IOException {
        try (var lines = Files.lines(STAT)) {
            return of(lines.findFirst().orElse(""));
        }
    }

    static Processors of(String line) throws IOException {
        String[] words = line.trim().split(" +", -1);
        if (!words[0].equals("cpu") || words.length < FIELDS + 1) {
            throw new IOException(STAT + " begins with \"" + line + "\" instead of the times of all processors");
        }
        long[] ticks = Arrays.stream(words).skip(1).limit(FIELDS).mapToLong(Long::parseLong).toArray();
        long idle = ticks[IDLE] + ticks[IO_WAIT];
        return new Processors(Arrays.stream(ticks).sum() - idle, idle);
    }

    /** The busy share of all processors since then, 0 to 1. */
    public double busySince(Processors then) {
        long all = busy - then.busy + idle - then.idle;
        return all == 0 ? 0 : (busy - then.busy) / (double) all;
    }
}
