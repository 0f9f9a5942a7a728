package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Phase;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitReceipt;
import dev.longshore.worker.uploader.SimulatedSlots;
import dev.longshore.worker.uploader.StepOutcome;
import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.Steps;
import dev.longshore.worker.uploader.TaskContext;
import dev.longshore.worker.vod.CommitUnknownException;
import java.util.List;

/** Bugs that somebody could have written, each around the real parts, with the promise that must show it. */
enum Mutants implements Mutation {
    COMMITS_ITS_OWN_SESSION("a slice that has sent everything commits at once, before the ledger knows its session",
            Promise.RECORDED_SESSIONS_ONLY) {
        @Override
        public Steps steps(World world, Steps real) {
            return (task, context) -> {
                StepOutcome outcome = real.run(task, context);
                if (outcome instanceof StepOutcome.SliceDone(var plan, var session) && session != null) {
                    early(world, task, session);
                }
                return outcome;
            };
        }

        private void early(World world, Task task, Session session) {
            try {
                world.vod().commit(task.job(), world.seal().open(session.sealed(), task.job().jobId() + " " + session.id()));
            } catch (StepException | CommitUnknownException e) {
                // The finish will see.
            }
        }
    },
    ASKS_NO_LEASE("a worker doesn't look at its lease", Promise.LEASE_BEFORE_UNIT) {
        @Override
        public Steps steps(World world, Steps real) {
            return (task, context) -> real.run(task, new Careless(context));
        }
    },
    HEEDS_STALE_REPORTS("the ledger takes a report of an earlier issue for one of the current", Promise.STALE_CHANGES_NOTHING) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> real.decide(record, Rewriting.toCurrentTask(record, message), now);
        }
    },
    TAKES_UNITS_OF_ANY_SESSION("the ledger counts units whatever session they were sent in", Promise.STALE_CHANGES_NOTHING,
            Promise.DONE_IS_STORED) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> real.decide(record, Rewriting.toCurrentSession(record, message), now);
        }
    },
    ACCEPTS_FIRST("a task is accepted while its start is still being reported", Promise.STARTED_FIRST) {
        @Override
        public Taking taking() {
            return (world, worker, queue, entry) -> {
                SimulatedSlots.Started started = worker.slots().start(entry.task);
                try {
                    boolean accepted = world.accept(worker, queue, entry);
                    return worker.durable(started.reported()) && accepted ? started : null;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
        }
    },
    FORGETS_WHO_SUCCEEDED("a job that is published again after its success runs again", Promise.ONE_OUTCOME, Promise.ONE_MEDIA,
            Promise.WITHIN_BUDGET) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> {
                boolean again = message instanceof Message.Submit && record != null && record.phase() == Phase.SUCCEEDED;
                return real.decide(again ? null : record, message, now);
            };
        }
    },
    OPENS_ANOTHER_SESSION_WHEN_IN_DOUBT("a commit without an answer counts as failed, and a new session is opened", Promise.ONE_MEDIA,
            Promise.SUCCESS_IFF_MEDIA) {
        @Override
        public StepPorts ports(World world, StepPorts real) {
            return new StepPorts(real.sources(), new Doubtless(real.media()), real.objects(), real.seal());
        }
    },
    EXPIRES_WITHOUT_A_PROBE("a lease ends when its time is over, whatever is still unread", Promise.SILENCE_BEFORE_EXPIRY) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> Rewriting.probesAtOnce(real, real.decide(record, message, now), now);
        }
    },
    TRUSTS_WHAT_IS_STORED("nobody compares what COS made of the parts with what was sent", Promise.SAME_BYTES) {
        @Override
        public StepPorts ports(World world, StepPorts real) {
            return new StepPorts(real.sources(), real.media(), new Trusting(real.objects()), real.seal());
        }
    },
    LEAVES_SESSIONS_OPEN("the uploads of a session that is given up aren't aborted", Promise.NO_ORPHANS) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> Rewriting.withoutAborts(real.decide(record, message, now));
        }
    },
    COUNTS_BEFORE_THE_ANSWER("a unit counts as done when its bytes are sent, whatever COS answers", Promise.DONE_IS_STORED,
            Promise.ONE_OUTCOME) {
        @Override
        public StepPorts ports(World world, StepPorts real) {
            return new StepPorts(real.sources(), real.media(), new Hasty(real.objects()), real.seal());
        }
    },
    SEES_NO_CHANGE("a changed source isn't noticed", Promise.SAME_BYTES) {
        @Override
        public StepPorts ports(World world, StepPorts real) {
            return new StepPorts(new Unchanging(real.sources()), real.media(), real.objects(), real.seal());
        }
    },
    COMPLETES_A_BODY_UNSEEN("a body's last bytes are sent before the source is looked at again", Promise.SAME_BYTES) {
        @Override
        public StepPorts ports(World world, StepPorts real) {
            return new StepPorts(new Prompt(real.sources()), real.media(), real.objects(), real.seal());
        }

        @Override
        long firstSeed() {
            return 2_197_385_895_508_829L;
        }
    },
    SENDS_BEFORE_IT_COMMITS("what the ledger sends can be read before it is committed, and again after a repeat", Promise.ONE_OUTCOME,
            Promise.RECORDED_SESSIONS_ONLY) {
        @Override
        public Publication publication() {
            return (world, partition, batch, when) -> batch.forEach(partition::send);
        }
    },
    GIVES_UP_ON_A_FINISH("a job fails when too many workers were lost in its finish", Promise.SUCCESS_IFF_MEDIA) {
        @Override
        public Decider decider(World world, Decider real) {
            return (record, message, now) -> Rewriting.impatiently(real, record, message, now, world.policy());
        }
    };

    final String sentence;
    /** Any of them may be the first to break. */
    final List<Promise> broken;

    Mutants(String sentence, Promise... broken) {
        this.sentence = sentence;
        this.broken = List.of(broken);
    }

    /** One that is rare begins where it is known to show. */
    long firstSeed() {
        return 0;
    }

    /** Believes that its lease holds. */
    private record Careless(TaskContext context) implements TaskContext {
        @Override
        public boolean mayContinue() {
            return !context.stopping();
        }

        @Override
        public boolean stopping() {
            return context.stopping();
        }

        @Override
        public void prepared(PlanSummary plan, Session session) throws StepException {
            context.prepared(plan, session);
        }

        @Override
        public void session(String sessionId) {
            context.session(sessionId);
        }

        @Override
        public void unitDone(UnitReceipt receipt) {
            context.unitDone(receipt);
        }

        @Override
        public void bytesSent(long bytes) {
            context.bytesSent(bytes);
        }
    }
}
