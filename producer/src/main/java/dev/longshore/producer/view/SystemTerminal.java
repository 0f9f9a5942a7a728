package dev.longshore.producer.view;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal that this process was started from. Its size is asked for every two seconds at most, through {@code stty}. */
public final class SystemTerminal implements Terminal {
    private static final File TTY = new File("/dev/tty");
    private static final long SIZE_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_WAIT_SECONDS = 2;

    private final PrintStream out;
    private int columns = 80;
    private int rows = 24;
    private long sizeKnownAt;

    private SystemTerminal(PrintStream out) {
        this.out = out;
        askSize();
    }

    /** Standard output: live if it is a terminal that can draw, lines otherwise. */
    public static Terminal detect() {
        return detect(System.out);
    }

    /** The same, written through {@code out}, which must be standard output. */
    public static Terminal detect(PrintStream out) {
        String kind = System.getenv("TERM");
        boolean able = kind != null && !kind.isEmpty() && !kind.equals("dumb");
        return able && outputIsTerminal() ? new SystemTerminal(out) : Terminal.plain(out);
    }

    /** Java only tells whether input and output both are terminals; jobs may well come through a pipe while a person looks on. */
    private static boolean outputIsTerminal() {
        try {
            return exitCode(new ProcessBuilder("sh", "-c", "test -t 1").redirectOutput(ProcessBuilder.Redirect.INHERIT).start()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public boolean unicode() {
        return out.charset().newEncoder().canEncode('━');
    }

    @Override
    public synchronized int columns() {
        if (System.nanoTime() - sizeKnownAt > SIZE_HOLDS_NANOS) {
            askSize();
        }
        return columns;
    }

    @Override
    public synchronized int rows() {
        return rows;
    }

    @Override
    public void write(String text) {
        out.print(text);
        out.flush();
    }

    private void askSize() {
        sizeKnownAt = System.nanoTime();
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(TTY).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ", -1);
            if (exitCode(stty) == 0 && size.length == 2) {
                rows = Math.max(2, Integer.parseInt(size[0]));
                columns = Math.max(10, Integer.parseInt(size[1]));
            }
        } catch (IOException | NumberFormatException e) {
            // The size stays what it was.
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor(MOST_WAIT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
