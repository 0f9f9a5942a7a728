package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cancel against a finish, in every order of what may happen to either: there is one outcome, and it says whether there is a media. */
class CancelRaceTest {
    /** When a search shows a media, after its commit. */
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(60);

    private enum Event {
        CANCEL,
        STARTED,
        COMMIT_TAKES_EFFECT,
        CLOSED_IS_READ,
        FAILURE_IS_READ,
        LEASE_EXPIRES;

        /** What its worker does, it does after it has begun; only what has been committed is reported as such; a task ends once. */
        boolean mayFollow(Set<Event> before) {
            return switch (this) {
                case CANCEL, STARTED -> true;
                case COMMIT_TAKES_EFFECT, LEASE_EXPIRES -> before.contains(STARTED);
                case CLOSED_IS_READ -> before.contains(COMMIT_TAKES_EFFECT) && !before.contains(FAILURE_IS_READ);
                case FAILURE_IS_READ -> before.contains(STARTED) && !before.contains(CLOSED_IS_READ);
            };
        }
    }

    private int orders;
    private int cancelled;

    @Test
    void inEveryOrderThereIsOneOutcomeAndNoMediaOfACancelledJob() {
        follow(new ArrayList<>(), EnumSet.noneOf(Event.class));

        assertThat(orders).isGreaterThanOrEqualTo(85);
        assertThat(cancelled).as("orders without a commit").isGreaterThanOrEqualTo(10);
    }

    private void follow(List<Event> order, Set<Event> happened) {
        if (happened.contains(Event.CANCEL)) {
            orders++;
            new Race().run(order);
        }
        for (Event next : Event.values()) {
            if (!happened.contains(next) && next.mayFollow(happened)) {
                order.add(next);
                happened.add(next);
                follow(order, happened);
                happened.remove(next);
                order.removeLast();
            }
        }
    }

    private final class Race {
        private final JobWalk walk = JobWalk.closing(job());
        private final Task finish = walk.task();
        private @Nullable Instant committed;

        void run(List<Event> order) {
            order.forEach(event -> {
                walk.after(Duration.ofSeconds(1));
                happens(event);
            });
            drain(order);
            long outcomes = walk.all.stream().filter(effect -> effect instanceof Effect.Succeed || effect instanceof Effect.Fail).count();
            assertThat(outcomes).as("outcomes after %s", order).isEqualTo(1);
            assertThat(walk.phase()).as("after %s", order).isEqualTo(committed == null ? Phase.CANCELLED : Phase.SUCCEEDED);
            cancelled += walk.phase() == Phase.CANCELLED ? 1 : 0;
        }

        private void happens(Event event) {
            switch (event) {
                case CANCEL -> walk.cancel();
                case STARTED -> walk.started(finish);
                case COMMIT_TAKES_EFFECT -> committed = walk.now;
                case CLOSED_IS_READ -> walk.committed(finish, "s1", "file-1");
                case FAILURE_IS_READ -> walk.failed(finish, Remedy.RETRY);
                case LEASE_EXPIRES -> walk.untilExpired();
            }
        }

        /** Everybody does what there is to do, as far as it is there to be done. */
        private void drain(List<Event> order) {
            for (int steps = 0; !walk.phase().ended() || !walk.record().inFlight().isEmpty(); steps++) {
                assertThat(steps).as("it comes to an end after %s", order).isLessThan(100);
                List<InFlight> tasks = walk.record().inFlight();
                if (tasks.isEmpty()) {
                    walk.untilTimer();
                } else {
                    carry(walk.task(tasks.getFirst().id().issue()));
                }
            }
        }

        private void carry(Task task) {
            walk.after(Duration.ofMillis(10));
            switch (task) {
                case Task.LookUp lookUp -> {
                    if (committed != null && !walk.now.isBefore(committed.plus(SHOWN_AFTER))) {
                        walk.committed(lookUp, "s1", "file-1");
                    } else {
                        walk.notFound(lookUp);
                    }
                }
                case Task.Finish again -> {
                    committed = committed == null ? walk.now : committed;
                    walk.committed(again, "s1", "file-1");
                }
                case Task.Abort abort -> walk.aborted(abort, "s1");
                case Task.Slice slice -> throw new AssertionError("all units are stored, but " + slice + " was issued");
            }
        }
    }
}
