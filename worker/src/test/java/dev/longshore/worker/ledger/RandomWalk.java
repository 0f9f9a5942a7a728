package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Rules.must;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.worker.ledger.Slot.Letter;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One job among faults: tasks are lost, doubled and overtaken; reports are lost, doubled, delayed and reordered; workers die, freeze and come
 * back. Then the faults stop and everything must drain: an outcome, no multipart upload left over, and at last nothing remembered. Equal seeds
 * give equal walks. A finish taken by two workers at once is the one fault that is not modelled.
 */
final class RandomWalk {
    static final LedgerPolicy POLICY = new LedgerPolicy(
            Duration.ofSeconds(10), 3, 4, Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofDays(7), Duration.ofSeconds(20), 4, 4,
            Duration.ofSeconds(20));
    private static final int MOST_TO_DRAIN = 50_000;

    private final RandomGenerator random;
    private final UploadJob job;
    private final World world;
    private final Rules rules = new Rules(POLICY);
    private final List<Task> queue = new ArrayList<>();
    private final List<Letter> mail = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> givenUp = new HashSet<>();
    private final Set<Integer> stopped = new HashSet<>();
    private final List<JobWalk.Step> log = new ArrayList<>();
    private QueueView queues = QueueView.from(Samples.START);
    private Instant now = Samples.START;
    private @Nullable JobRecord record;
    private final Weather weather;
    private int workers;

    /** How bad it is, in percent; drawn for each walk, so that some see one kind of fault only and some all of them. */
    record Weather(
            int reportsLost, int reportsDoubled, int tasksDoubled, int stepsFailed, int workersKilled, int longSilences, int cancels) {
        static Weather of(RandomGenerator random) {
            return new Weather(
                    pick(random, 0, 3, 15), pick(random, 0, 10, 30), pick(random, 0, 10, 40), pick(random, 0, 4, 15), pick(random, 0, 2, 8),
                    pick(random, 1, 5, 25), pick(random, 0, 5, 30));
        }

        private static int pick(RandomGenerator random, int calm, int usual, int storm) {
            return switch (random.nextInt(4)) {
                case 0 -> calm;
                case 1 -> storm;
                default -> usual;
            };
        }
    }

    RandomWalk(long seed) {
        random = new SplittableRandom(seed);
        weather = Weather.of(random);
        UploadJob wide = Samples.wideJob(List.of(1, 3, 4, 6, 8, 16).get(random.nextInt(6)));
        UploadJob any = random.nextInt(4) > 0 ? wide : timed(wide);
        job = Math.floorMod(seed, 8) == 5 ? limited(any) : any;
        world = new World(1 + random.nextInt(random.nextBoolean() ? 3 : 20));
    }

    private static UploadJob limited(UploadJob plain) {
        return UploadJob.builder(plain.jobId(), plain.mediaFilePath())
                .concurrentUploadNumber(plain.concurrentUploadNumber())
                .bandwidthLimit(1L << 20)
                .notBefore(plain.notBefore())
                .deadline(plain.deadline())
                .build();
    }

    private UploadJob timed(UploadJob plain) {
        Instant begin = Samples.START.plusMillis(random.nextInt(60_000));
        Instant end = begin.plusMillis(1 + random.nextInt(400_000));
        return UploadJob.builder(plain.jobId(), plain.mediaFilePath())
                .concurrentUploadNumber(plain.concurrentUploadNumber())
                .notBefore(random.nextBoolean() ? begin.atOffset(ZoneOffset.UTC) : null)
                .deadline(random.nextBoolean() ? end.atOffset(ZoneOffset.UTC) : null)
                .build();
    }

    /** @return every message with its time, in order */
    List<JobWalk.Step> run() {
        submit(job);
        int faults = 20 + random.nextInt(400);
        for (int n = 0; n < faults && !resting(); n++) {
            fault();
        }
        drain();
        return log;
    }

    /** A success is soon left alone; there is little to see after it. */
    private boolean resting() {
        return record != null && record.phase() == Phase.SUCCEEDED && random.nextInt(30) == 0;
    }

    private void fault() {
        int luck = random.nextInt(100);
        if (luck < 3 && happens(weather.cancels())) {
            cancel();
        } else if (luck < 2) {
            submit(random.nextInt(4) == 0 ? UploadJob.of(job.jobId(), "/media/other.mp4") : job);
        } else if (luck < 22 && !queue.isEmpty()) {
            takeTask();
        } else if (luck < 55 && !slots.isEmpty()) {
            stepSlot();
        } else if (luck < 84 && !mail.isEmpty()) {
            deliver(happens(weather.reportsLost()), happens(weather.reportsDoubled()));
        } else if (luck < 92 && happens(weather.workersKilled()) && !slots.isEmpty()) {
            slots.remove(random.nextInt(slots.size()));
        } else if (luck < 94 && happens(weather.reportsLost()) && !queue.isEmpty()) {
            queue.remove(random.nextInt(queue.size()));
        } else {
            passTime();
        }
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    private void passTime() {
        boolean silence = happens(weather.longSilences());
        now = now.plusMillis(silence ? random.nextInt(random.nextInt(8) == 0 ? 700_000 : 15_000) : random.nextInt(1_000));
        if (record != null && !now.isBefore(Objects.requireNonNull(record.wakeAt())) && random.nextInt(3) > 0) {
            fold(new Message.WakeUp(queues));
        }
    }

    private void takeTask() {
        int which = random.nextInt(4) == 0 ? random.nextInt(queue.size()) : 0;
        Task task = queue.get(which);
        boolean doubled = happens(weather.tasksDoubled()) && !(task instanceof Task.Finish);
        if (!doubled) {
            queue.remove(which);
        }
        slots.add(new Slot(task, "worker-" + ++workers, world, random, POLICY, now, mail::add));
    }

    private void stepSlot() {
        Slot slot = slots.get(random.nextInt(slots.size()));
        slot.step(now, weather.stepsFailed());
        if (slot.over) {
            slots.remove(slot);
        }
    }

    /** One task's reports of one worker keep their order; a doubled one comes again later. */
    private void deliver(boolean lost, boolean doubled) {
        String lane = mail.get(random.nextInt(mail.size())).lane();
        Letter letter = mail.stream().filter(next -> next.lane().equals(lane)).findFirst().orElseThrow();
        mail.remove(letter);
        if (lost) {
            if (letter.from() != null) {
                letter.from().lost(letter.report());
            }
            return;
        }
        if (doubled) {
            mail.add(new Letter(letter.report(), letter.sentAt(), null));
        }
        if (letter.from() != null) {
            letter.from().acknowledged(letter.report(), letter.sentAt());
        }
        read(letter.report());
    }

    private void read(Report report) {
        JobRecord before = record;
        if (before != null) {
            before.inFlight()
                    .stream()
                    .filter(task -> report instanceof Report.Started && task.id().equals(report.task()))
                    .forEach(task -> queues = queues.started(task.kind(), task.issuedAt(), now));
        }
        fold(new Message.Reported(report));
    }

    private void submit(UploadJob submitted) {
        fold(new Message.Submit(submitted, new Origin(now, Map.of("n", "" + log.size()))));
    }

    private void cancel() {
        RejectedRecord published = new RejectedRecord("longshore.jobs", 0, log.size(), "e30=", false);
        fold(new Message.Cancel(new CancelRequest(job.jobId(), null), new Origin(now, Map.of()), published));
    }

    private void fold(Message message) {
        Decision decision = rules.decide(record, message, now);
        log.add(new JobWalk.Step(message, now));
        record = decision.next();
        decision.effects().forEach(this::act);
    }

    private void act(Effect effect) {
        switch (effect) {
            case Effect.Issue(Task task, var _) -> {
                must(!(task instanceof Task.Finish finish) || !world.aborted.contains(finish.checkpoint().session().id()),
                        "no aborted session is finished", task);
                queue.add(task);
            }
            case Effect.Send(Report.Probe probe) -> mail.add(new Letter(probe, now, null));
            case Effect.Succeed(var result, var _) -> {
                must(result.fileId().startsWith("file-of-") && world.committed.contains(result.fileId().substring(8)),
                        "a success has a media", result);
                must(world.mediaOfRun(result.run()) == 1, "a success has one media", world.committed);
            }
            case Effect.Note(String event, String detail) when event.equals("abort.given-up") ->
                givenUp.add(detail.substring(0, detail.indexOf(' ')));
            case Effect.Fail(var error, var _) -> {
                if (error.code().equals("Cancelled.OnRequest") || error.code().equals("Job.DeadlineExceeded")) {
                    stopped.add(error.run());
                }
            }
            case Effect.Note _,Effect.Show _ -> {}
        }
    }

    /** No more faults: whoever is slow gets on, and timers are served. */
    private void drain() {
        int steps = 0;
        while (record != null) {
            must(steps++ < MOST_TO_DRAIN, "everything drains once faults end", record);
            if (!mail.isEmpty()) {
                deliver(false, false);
            } else if (!slots.isEmpty()) {
                slots.removeIf(slot -> slot.over || !slot.durablyStarted());
                List.copyOf(slots).forEach(slot -> slot.step(now, 0));
            } else if (!queue.isEmpty()) {
                slots.add(new Slot(queue.removeFirst(), "worker-" + ++workers, world, random, POLICY, now, mail::add));
            } else {
                if (record.phase().ended()) {
                    nothingIsLeft(record);
                }
                Instant wakeAt = Objects.requireNonNull(record.wakeAt());
                now = wakeAt.isAfter(now) ? wakeAt : now;
                fold(new Message.WakeUp(queues));
            }
        }
    }

    /** Checked when all tasks and reports have been served. */
    private void nothingIsLeft(JobRecord ended) {
        if (!ended.inFlight().isEmpty()) {
            return;
        }
        for (String session : world.initiated) {
            must(givenUp.contains(session), "no multipart upload is left over, whoever heard of it", session);
        }
        for (int run : stopped) {
            must(world.mediaOfRun(run) == 0, "a run that was stopped has no media", run);
        }
    }
}
