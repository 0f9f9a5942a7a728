package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.process.FreePorts;
import dev.longshore.sandbox.process.JavaProcess;
import java.net.URI;
import java.time.Duration;

/** One worker in its own JVM. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final String name;
    private final JavaProcess process;
    private final URI address;

    private WorkerProcess(String name, JavaProcess process, int port) {
        this.name = name;
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it; {@link #awaitReady()} tells when it takes work. */
    static WorkerProcess start(String name, WorkerCommand command) {
        int port = FreePorts.pick();
        JavaProcess process = command.program(name, port).start(command.log(name));
        return new WorkerProcess(name, process, port);
    }

    /** Returns when its ledger runs and its uploader takes tasks. */
    public WorkerProcess awaitReady() {
        process.await(START).healthy(address.resolve("/actuator/health/readiness"));
        return this;
    }

    /** As jobs' states name it. */
    public String name() {
        return name;
    }

    public JavaProcess process() {
        return process;
    }

    /** Its HTTP address: health and metrics. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
