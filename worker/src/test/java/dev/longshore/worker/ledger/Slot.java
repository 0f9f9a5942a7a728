package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A model of a worker's slot with one task. It may die or freeze between any two steps. */
final class Slot {
    private static final Failure.Remedy[] REMEDIES = Failure.Remedy.values();

    private final Task task;
    private final String worker;
    private final World world;
    private final RandomGenerator random;
    private final Duration lease;
    private final Consumer<Letter> mail;
    private final Deque<Integer> todo = new ArrayDeque<>();
    private final List<UnitReceipt> unreported = new ArrayList<>();
    private @Nullable Session session;
    private Report.@Nullable Prepared unreportedSession;
    private long bytes;
    private @Nullable Instant acknowledged;
    private boolean announced;
    private boolean undelivered;
    boolean over;

    /** A report under way, and the slot that waits for its acknowledgement. */
    record Letter(Report report, Instant sentAt, @Nullable Slot from) {
        /** Which letters keep their order. */
        String lane() {
            return from == null ? "ledger" : report.worker() + report.task();
        }
    }

    Slot(Task task, String worker, World world, RandomGenerator random, LedgerPolicy policy, Instant now, Consumer<Letter> mail) {
        this.task = task;
        this.worker = worker;
        this.world = world;
        this.random = random;
        this.lease = policy.lease();
        this.mail = mail;
        send(new Report.Started(task.id(), worker), now);
    }

    /** One whose start was never acknowledged will not begin. */
    boolean durablyStarted() {
        return acknowledged != null;
    }

    void acknowledged(Report report, Instant sentAt) {
        undelivered &= !isAnnouncement(report);
        acknowledged = acknowledged == null || sentAt.isAfter(acknowledged) ? sentAt : acknowledged;
    }

    /** Does the next thing, once its start is durable and while its lease holds; {@code failures} percent of steps fail, hand back or end the budget. */
    void step(Instant now, int failures) {
        if (acknowledged == null) {
            return;
        }
        if (!now.isBefore(acknowledged.plus(lease))) {
            over = true;
            return;
        }
        switch (task) {
            case Task.Slice slice -> slice(slice, now, failures);
            case Task.Finish finish -> finish(finish, now, failures);
            case Task.LookUp lookUp -> {
                String id = lookUp.checkpoint().session().id();
                if (!stops(now, failures)) {
                    end(new Report.Closed(task.id(), worker, id, world.find(id, now).orElse(null)), now);
                }
            }
            case Task.Abort abort -> {
                if (!stops(now, failures)) {
                    world.abort(abort.session().id());
                    end(new Report.Closed(task.id(), worker, abort.session().id(), null), now);
                }
            }
        }
    }

    private void slice(Task.Slice slice, Instant now, int failures) {
        if (stops(now, failures)) {
            return;
        }
        if (session == null) {
            begin(slice, now);
        } else if (announced) {
            initiate(now);
        } else if (todo.isEmpty() || failures > 0 && random.nextInt(12) == 0) {
            end(new Report.Done(task.id(), worker, sent(), unreportedSession), now);
        } else {
            int unit = todo.removeFirst();
            bytes += Samples.UNIT_BYTES;
            if (!world.store(session.id(), unit)) {
                fail(Failure.Remedy.NEW_SESSION, now);
                return;
            }
            unreported.addAll(Samples.receipts(unit));
            if (random.nextInt(3) == 0) {
                send(new Report.Progress(task.id(), worker, sent()), now);
            }
        }
    }

    private void begin(Task.Slice slice, Instant now) {
        Checkpoint checkpoint = slice.checkpoint();
        if (checkpoint != null) {
            session = checkpoint.session();
            UnitRange range = slice.range();
            carry(range == null ? new UnitRange(0, world.units) : range, checkpoint.done());
            return;
        }
        boolean multipart = random.nextInt(3) > 0;
        Session opened = world.open(multipart, task.id().run());
        session = opened;
        carry(UnitRange.firstOf(world.units, slice.ways(), slice.parallelism()), DoneUnits.NONE);
        if (multipart) {
            announced = true;
            send(new Report.Prepared(task.id(), worker, Samples.plan(world.units), Samples.announced(opened.id())), now);
        } else {
            unreportedSession = new Report.Prepared(task.id(), worker, Samples.plan(world.units), opened);
        }
    }

    /** Once the announcement is durable. */
    private void initiate(Instant now) {
        Session opened = Objects.requireNonNull(session);
        if (!undelivered) {
            announced = false;
            world.initiate(opened.id());
            send(new Report.Prepared(task.id(), worker, Samples.plan(world.units), opened), now);
        }
    }

    /** Its announcement was lost on the way: it stops, as it would after a time-out. */
    void lost(Report report) {
        over |= isAnnouncement(report);
    }

    private static boolean isAnnouncement(Report report) {
        return report instanceof Report.Prepared prepared && prepared.session().announced();
    }

    private void carry(UnitRange range, DoneUnits done) {
        for (int unit = range.from(); unit < range.to(); unit++) {
            if (!done.has(unit)) {
                todo.add(unit);
            }
        }
    }

    /** A finish looks a media up before it may fail. */
    private void finish(Task.Finish finish, Instant now, int failures) {
        session = finish.checkpoint().session();
        String id = session.id();
        if (world.committed.contains(id) || !stops(now, failures)) {
            world.commit(id, now)
                    .ifPresentOrElse(
                            media -> end(new Report.Closed(task.id(), worker, id, media), now),
                            () -> fail(Failure.Remedy.NEW_SESSION, now));
        }
    }

    private boolean stops(Instant now, int failures) {
        int luck = random.nextInt(100);
        if (luck < failures / 4) {
            end(new Report.HandedBack(task.id(), worker, sent()), now);
        } else if (luck < failures) {
            Failure.Remedy remedy = REMEDIES[random.nextInt(REMEDIES.length)];
            boolean spared = remedy == Failure.Remedy.GIVE_UP && random.nextInt(4) > 0;
            fail(spared ? Failure.Remedy.RETRY : remedy, now);
        }
        return over;
    }

    private void fail(Failure.Remedy remedy, Instant now) {
        if (remedy == Failure.Remedy.NEW_SESSION && session != null) {
            world.expire(session.id());
        }
        end(new Report.Failed(task.id(), worker, sent(), Samples.failure(remedy)), now);
    }

    private Sent sent() {
        Sent sent = new Sent(session == null ? null : session.id(), unreported, bytes);
        if (random.nextInt(4) > 0) {
            unreported.clear();
        }
        return sent;
    }

    private void end(Report report, Instant now) {
        over = true;
        send(report, now);
    }

    private void send(Report report, Instant now) {
        undelivered |= isAnnouncement(report);
        mail.accept(new Letter(report, now, this));
    }
}
