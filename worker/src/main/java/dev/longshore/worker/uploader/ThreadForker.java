package dev.longshore.worker.uploader;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Runs each piece of work on a thread of its own. */
public final class ThreadForker implements Forker {
    private final ThreadFactory threads;

    public ThreadForker(ThreadFactory threads) {
        this.threads = threads;
    }

    /** On virtual threads: unlike a platform thread's, their reads and writes of sockets end when they are interrupted. */
    public static ThreadForker virtual() {
        return new ThreadForker(Thread.ofVirtual().factory());
    }

    @Override
    public Forked fork(String name, Runnable work) {
        Thread thread = threads.newThread(work);
        thread.setName(name);
        thread.start();
        return new ForkedThread(thread);
    }

    private record ForkedThread(Thread thread) implements Forked {
        @Override
        public boolean join(Duration most) throws InterruptedException {
            return thread.join(most);
        }

        @Override
        public void interrupt() {
            thread.interrupt();
        }
    }
}
