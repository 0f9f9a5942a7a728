package dev.longshore.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A running Java program. Thread-safe. */
public final class JavaProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private final Duration grace;
    private volatile boolean paused;

    JavaProcess(String name, Process process, Path log, long logStart, Duration grace) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.grace = grace;
        LiveProcesses.add(this);
        process.onExit().thenRun(() -> LiveProcesses.remove(this));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, as {@code kill -9} does it; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM: asks the program to end; returns at once. */
    public void terminate() {
        // Through the handle: Process.destroy also closes the pipe, which the guard would take for our death.
        process.toHandle().destroy();
    }

    /** SIGSTOP: freezes the program where it stands. */
    public void pause() {
        signal("STOP");
        paused = true;
    }

    /** SIGCONT: lets a frozen program go on, unaware of the time that passed. */
    public void resume() {
        signal("CONT");
        paused = false;
    }

    /** Returns when it has ended, and how: its exit code, 128 + the signal where a signal ended it. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Whether it ended within the time. */
    public boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its exit code; 128 + the signal where a signal ended it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** A look at the process that fails, with the log's tail, when it dies first or the time is over. */
    public Readiness await(Duration limit) {
        return new Readiness(this, logStart, limit);
    }

    /** Resident memory, where the system tells (Linux). */
    public OptionalLong residentBytes() {
        return ProcFs.residentBytes(pid());
    }

    /** Asks it to end, waits for the grace period, then kills it. */
    @Override
    public void close() {
        if (!isAlive()) {
            return;
        }
        if (paused) {
            resume();
        }
        terminate();
        if (!awaitEnd(grace)) {
            kill();
        }
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("SIG" + signal + " could not be sent to " + name + " (pid " + pid() + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't send signals on this system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
