package dev.longshore.bench.peer;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The frame of a client program: reads its order, warms up, uploads, and prints one line of figures. */
public final class Harness {
    /** Begins the line of figures: seconds, CPU seconds, largest resident bytes. */
    public static final String FIGURES = "FIGURES";

    /** Uploads one file; called by as many threads as there are files at once. */
    @FunctionalInterface
    public interface Upload {
        void of(Path file) throws Exception;
    }

    /** Makes the client that an order needs. */
    @FunctionalInterface
    public interface Client {
        Upload of(Order order) throws Exception;
    }

    private Harness() {}

    /** @param args one: the order's file */
    public static void main(String[] args, Client client) throws Exception {
        Order order = Order.read(Path.of(args[0]));
        Upload upload = client.of(order);
        long pid = ProcessHandle.current().pid();
        try (ExecutorService threads = Executors.newFixedThreadPool(order.files())) {
            all(threads, order.warmUp(), upload);
            ProcessFigures.forgetLargestResident(pid);
            long cpu = cpuNanos();
            long begun = System.nanoTime();
            all(threads, order.measured(), upload);
            long ended = System.nanoTime();
            System.out.println(FIGURES + " " + (ended - begun) / 1e9 + " " + (cpuNanos() - cpu) / 1e9 + " "
                    + ProcessFigures.of(pid).largestResidentBytes());
        }
        System.exit(0);
    }

    private static void all(ExecutorService threads, List<Path> files, Upload upload) throws Exception {
        List<Callable<Void>> calls = new ArrayList<>();
        for (Path file : files) {
            calls.add(() -> {
                upload.of(file);
                return null;
            });
        }
        for (Future<Void> call : threads.invokeAll(calls)) {
            call.get();
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

}
