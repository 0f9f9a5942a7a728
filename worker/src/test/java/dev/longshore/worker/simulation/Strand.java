package dev.longshore.worker.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread in virtual time: a virtual thread that runs while it holds the baton. */
final class Strand {
    final Host host;
    final String name;
    /** Which of its waits the strand is in; what would resume an earlier one is stale. */
    long wait;
    boolean done;
    /** The task that the strand works on, for those who judge its calls. */
    @Nullable Execution execution;

    private final Kernel kernel;
    private final @Nullable Runnable work;
    private final List<Signal> joiners = new ArrayList<>();
    private volatile boolean baton;
    private @Nullable Thread thread;
    private boolean interrupted;
    private boolean waiting;

    Strand(Kernel kernel, Host host, String name, @Nullable Runnable work) {
        this.kernel = kernel;
        this.host = host;
        this.name = name;
        this.work = work;
    }

    void adopt(Thread own) {
        thread = own;
        baton = true;
    }

    void receiveBaton() {
        Thread to = thread;
        baton = true;
        if (to == null) {
            Thread own = Thread.ofVirtual().name(name).unstarted(this::live);
            thread = own;
            own.start();
        } else {
            LockSupport.unpark(to);
        }
    }

    void giveUpBaton() {
        baton = false;
    }

    void awaitBaton() {
        while (!baton) {
            LockSupport.park(this);
        }
    }

    private void live() {
        try {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (!host.dead && work != null) {
                work.run();
            }
        } catch (Crash e) {
            // The process died.
        } catch (RuntimeException | Error e) {
            kernel.fail(e);
        } finally {
            done = true;
            joiners.forEach(Signal::wake);
            kernel.passOn(this);
        }
    }

    /** Waits for the strand to end. */
    boolean join(long nanos) throws InterruptedException {
        Signal ended = new Signal(kernel);
        if (done) {
            return true;
        }
        joiners.add(ended);
        ended.await(nanos);
        joiners.remove(ended);
        return done;
    }

    /** The strand's wait, this one or its next, ends with an {@link InterruptedException}. */
    void interrupt() {
        if (done) {
            return;
        }
        interrupted = true;
        if (waiting) {
            kernel.resume(this, 0);
        }
    }

    /** Blocks the calling strand, which must be this one. */
    void waitInterruptibly() throws InterruptedException {
        requireAlive();
        if (Thread.interrupted()) {
            interrupted = false;
            throw new InterruptedException();
        }
        waiting = true;
        kernel.block();
        waiting = false;
        requireAlive();
        if (interrupted) {
            interrupted = false;
            throw new InterruptedException();
        }
    }

    void requireAlive() {
        if (host.dead) {
            throw new Crash();
        }
    }

    @Override
    public String toString() {
        return host + ":" + name;
    }
}
