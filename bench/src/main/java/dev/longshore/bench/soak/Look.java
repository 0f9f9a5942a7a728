package dev.longshore.bench.soak;

import dev.longshore.bench.measure.Scrape;
import dev.longshore.bench.measure.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a worker holds at one moment.
 *
 * @param transfers files and parts being sent
 * @param heapBytes live objects: looked at right after a full collection
 * @param residentBytes of the process
 * @param threads of the system
 * @param files open files and connections
 * @param storedBytes handed to COS since the start
 */
record Look(double transfers, double heapBytes, double residentBytes, double threads, double files, double storedBytes) {
    private static final double MIB = 1 << 20;

    static final String HEAD = "  minute  transfers  live heap  resident  threads  open files  MiB/s";

    static Look at(Scrape scrape, long pid) throws IOException {
        return new Look(
                scrape.sum("longshore_units_in_flight", ""),
                scrape.sum("jvm_memory_used_bytes", "area=\"heap\""),
                resident(pid),
                scrape.sum("jvm_threads_live_threads", ""),
                scrape.sum("process_files_open_files", ""),
                scrape.sum("longshore_cos_sent_bytes_total", ""));
    }

    private static double resident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(() -> new IOException("process " + pid + " has no VmRSS"));
        }
    }

    String line(int minute, Look before, double seconds) {
        return String.format(Locale.ROOT, "%8d %10.0f %6.0f MiB %5.0f MiB %8.0f %11.0f %6.1f", minute, transfers, heapBytes / MIB,
                residentBytes / MIB, threads, files, (storedBytes - before.storedBytes) / MIB / seconds);
    }

    /** Medians of the first and of the last third, and their ratio. */
    static List<String> growth(List<Look> looks) {
        return List.of(
                growth("live heap", "MiB", looks, look -> look.heapBytes / MIB),
                growth("resident", "MiB", looks, look -> look.residentBytes / MIB),
                growth("threads", "", looks, Look::threads),
                growth("open files", "", looks, Look::files));
    }

    private static String growth(String what, String unit, List<Look> looks, ToDoubleFunction<Look> figure) {
        int third = Math.max(1, looks.size() / 3);
        double first = Spread.of(looks.subList(0, third), figure).median();
        double last = Spread.of(looks.subList(looks.size() - third, looks.size()), figure).median();
        return String.format(Locale.ROOT, "%s: %.0f %s in the first third, %.0f %s in the last: %.2f times", what, first, unit, last, unit,
                last / first);
    }
}
