package dev.longshore.worker.source;

import dev.longshore.worker.step.StepException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Opens files on threads of its own, so that neither a hung mount nor a pipe swapped in after the check can hold a slot.
 *
 * <p>No interrupt ends an {@code open} that hangs in the kernel. Such a thread is given up: it ends when the kernel lets it, and what it then
 * opened is closed. {@value #MOST_THREADS} are the most that can hang; after that opening fails at once until one comes back.
 */
final class BoundedOpener implements AutoCloseable {
    static final int MOST_THREADS = 64;

    private final Duration timeout;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("source-open-", 0).factory());

    BoundedOpener(Duration timeout) {
        this.timeout = timeout;
    }

    SourceFile open(Callable<SourceFile> work, SourceFailures failures) throws StepException {
        return await(new Opening<>(work, SourceFile::close), failures);
    }

    /** For work that leaves nothing open. */
    <T> T look(Callable<T> work, SourceFailures failures) throws StepException {
        return await(new Opening<>(work, _ -> {}), failures);
    }

    private <T> T await(Opening<T> opening, SourceFailures failures) throws StepException {
        try {
            threads.execute(opening);
            return opening.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw failures.unreadable("could not be opened: " + MOST_THREADS + " other opens hang", e);
        } catch (TimeoutException e) {
            opening.giveUp();
            throw failures.unreadable("could not be opened within " + timeout.toMillis() + " ms; the storage hangs", e);
        } catch (InterruptedException e) {
            opening.giveUp();
            Thread.currentThread().interrupt();
            throw failures.unreadable("could not be opened: interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StepException failed) {
                throw failed;
            }
            throw new IllegalStateException("opening " + failures.path(), e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private static final class Opening<T> extends FutureTask<T> {
        private final Consumer<T> closing;

        Opening(Callable<T> work, Consumer<T> closing) {
            super(work);
            this.closing = closing;
        }

        void giveUp() {
            if (!cancel(false) && state() == State.SUCCESS) {
                closing.accept(resultNow());
            }
        }

        @Override
        protected void set(T file) {
            super.set(file);
            if (isCancelled()) {
                closing.accept(file);
            }
        }
    }
}
