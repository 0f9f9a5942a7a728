package dev.longshore.worker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Blocking code runs on virtual threads of which one at a time holds the baton; whoever blocks serves events until one of them resumes a
 * thread, and passes the baton there. So there is no thread of the kernel's own, and nothing depends on the machine's scheduling.
 */
final class Kernel {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Strand> strands = new ArrayList<>();
    private final Strand main = new Strand(this, new Host("main"), "main", null);
    private Strand current = main;
    private long now;
    private long sequence;
    private boolean over;
    private @Nullable Throwable broken;
    private long served;

    /** Something at a time: an action, or a strand that goes on. */
    private static final class Event implements Comparable<Event> {
        private long at;
        private final long sequence;
        private final @Nullable Host host;
        private final @Nullable Runnable action;
        private final @Nullable Strand strand;
        private final long wait;

        Event(long at, long sequence, @Nullable Host host, @Nullable Runnable action, @Nullable Strand strand, long wait) {
            this.at = at;
            this.sequence = sequence;
            this.host = host;
            this.action = action;
            this.strand = strand;
            this.wait = wait;
        }

        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** Virtual nanoseconds since the schedule began. */
    long now() {
        return now;
    }

    long served() {
        return served;
    }

    Strand current() {
        return current;
    }

    boolean over() {
        return over;
    }

    /** Runs the action later, whatever becomes of any process. */
    void after(long nanos, Runnable action) {
        events.add(new Event(now + Math.max(0, nanos), sequence++, null, action, null, 0));
    }

    /** Runs the action later within a process: not once it is dead, and not while it is frozen. */
    void after(Host host, long nanos, Runnable action) {
        events.add(new Event(now + Math.max(0, nanos), sequence++, host, action, null, 0));
    }

    void resume(Strand strand, long nanos) {
        events.add(new Event(now + Math.max(0, nanos), sequence++, strand.host, null, strand, strand.wait));
    }

    Strand start(Host host, String name, Runnable work) {
        Strand strand = new Strand(this, host, name, work);
        strands.add(strand);
        resume(strand, 0);
        return strand;
    }

    /** The threads of a process that died unwind now. */
    void died(Host host) {
        host.dead = true;
        for (Strand strand : strands) {
            if (strand.host == host && !strand.done) {
                resume(strand, 0);
            }
        }
    }

    /** Ends the schedule; {@link #run} returns. */
    void end() {
        over = true;
    }

    void fail(Throwable thrown) {
        if (broken == null) {
            broken = thrown;
        }
        over = true;
    }

    /**
     * Serves events until {@link #end}, then unwinds whatever still runs.
     *
     * @throws AssertionError or whatever else an event or thread threw first
     */
    void run() {
        main.adopt(Thread.currentThread());
        Strand next = next();
        if (next != main) {
            passFrom(main, next);
        }
        for (Strand strand : List.copyOf(strands)) {
            if (!strand.done) {
                strand.host.dead = true;
                passFrom(main, strand);
            }
        }
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken != null) {
            throw new IllegalStateException(broken);
        }
    }

    /** The calling strand waits to be resumed. */
    void block() {
        Strand me = current;
        Strand next = next();
        if (next != me) {
            passFrom(me, next);
        }
        me.wait++;
    }

    private void passFrom(Strand me, Strand next) {
        current = next;
        me.giveUpBaton();
        next.receiveBaton();
        me.awaitBaton();
        current = me;
    }

    /** A strand has ended: its thread passes the baton and goes. */
    void passOn(Strand ended) {
        strands.remove(ended);
        Strand next = next();
        current = next;
        next.receiveBaton();
    }

    private Strand next() {
        while (!over) {
            Event event = events.poll();
            if (event == null) {
                fail(new AssertionError("nothing is left to happen, and the schedule has not ended"));
                break;
            }
            if (event.host != null && !event.host.dead && event.host.frozenUntil > event.at) {
                event.at = event.host.frozenUntil;
                events.add(event);
                continue;
            }
            now = event.at;
            served++;
            if (event.strand != null) {
                if (!event.strand.done && event.strand.wait == event.wait) {
                    return event.strand;
                }
            } else if (event.host == null || !event.host.dead) {
                act(event);
            }
        }
        return main;
    }

    private void act(Event event) {
        try {
            if (event.action != null) {
                event.action.run();
            }
        } catch (Crash e) {
            // A process died of what it was about to do.
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** The calling strand sleeps. */
    void sleep(Duration duration) throws InterruptedException {
        new Signal(this).await(duration.toNanos());
    }
}
