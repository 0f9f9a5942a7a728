package dev.longshore.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux counts for a process.
 *
 * @param cpuSeconds user and system time since it began, in steps of a clock tick (10 ms)
 * @param largestResidentBytes since it began, or since {@link #forgetLargestResident}
 */
public record ProcessFigures(double cpuSeconds, long largestResidentBytes) {
    private static final double TICKS_A_SECOND = 100;
    /** Fields 14 and 15 of proc(5)'s stat, counted behind the name, which ends the second. */
    private static final int USER_TIME = 11;

    public static ProcessFigures of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return new ProcessFigures(ticks / TICKS_A_SECOND, largestResident(pid));
    }

    /** From now on {@link #largestResidentBytes} counts anew. */
    public static void forgetLargestResident(long pid) throws IOException {
        Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    }

    private static long largestResident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
