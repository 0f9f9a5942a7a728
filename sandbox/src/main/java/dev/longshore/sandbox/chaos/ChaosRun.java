package dev.longshore.sandbox.chaos;

import dev.longshore.outcome.JobStatus;
import dev.longshore.sandbox.chaos.Outcomes.Heard;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.emulator.SessionView;
import dev.longshore.sandbox.faults.FaultProxy;
import dev.longshore.sandbox.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Faults, then no faults, then the verdict. */
final class ChaosRun {
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Sessions that were given up are cleaned up after the outcome, and one of a worker that died once its lease is over; this is what they get. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final ChaosSettings settings;
    private final Path dir;
    private final PrintStream out;
    private final Troubles troubles = new Troubles();
    private final List<Order> deck;

    ChaosRun(ChaosSettings settings, Path dir, PrintStream out) {
        this.settings = settings;
        this.dir = dir;
        this.out = out;
        this.deck = Deck.make(settings.load(), settings.seed(), Stage.storage(dir));
    }

    Verdict carryOut() throws IOException, InterruptedException {
        long bytes = deck.stream().mapToLong(Order::bytes).sum();
        out.printf("Seed %d: %d jobs, %s. Starting %d brokers of Kafka %s, the emulator behind a fault proxy, and %d workers; logs in %s%n",
                settings.seed(),
                deck.size(), Words.bytes(bytes), ChaosSettings.BROKERS, settings.release(), settings.workers(), dir);
        Deck.write(deck, settings.seed());
        // Without a limit a file of 64 MiB goes up within a moment, and nothing could happen to it meanwhile.
        try (Stage stage = Stage.set(settings, dir, "--request-bandwidth=2MiB");
                Outcomes outcomes = new Outcomes(stage.fleet().bootstrapServers());
                Feed feed = new Feed(stage.fleet().bootstrapServers())) {
            List<Lane> lanes = makeTrouble(stage, feed);
            stage.proxy().calm();
            out.println("The faults are over; " + ended(outcomes) + " of " + deck.size() + " jobs have ended. Waiting for the rest.");
            long calm = System.nanoTime();
            boolean drained = drain(outcomes);
            Duration took = Duration.ofNanos(System.nanoTime() - calm);
            if (!drained) {
                unfinished(outcomes).forEach(out::println);
            }
            settle(stage.fleet());
            return judge(stage, outcomes, feed, lanes, took);
        }
    }

    private List<Lane> makeTrouble(Stage stage, Feed feed) throws InterruptedException {
        out.printf("Everything is up. Making trouble for %s%n", Words.seconds(settings.faults()));
        long until = System.nanoTime() + settings.faults().toNanos();
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<Lane> lanes = List.of(
                new WorkerLane(stage.crew(), Crew.names(settings.workers()), random.split(), troubles, until),
                new BrokerLane(stage.fleet().kafka(), random.split(), troubles, until));
        Duration publishing = settings.faults().multipliedBy(6).dividedBy(10);
        List<Thread> threads = new ArrayList<>();
        lanes.forEach(lane -> threads.add(Thread.ofPlatform().daemon().start(lane)));
        threads.add(Thread.ofPlatform()
                .daemon()
                .start(() -> feed.publish(deck, settings.load().duplicates(), settings.seed(), publishing)));
        for (Thread thread : threads) {
            thread.join();
        }
        return lanes;
    }

    private boolean drain(Outcomes outcomes) throws InterruptedException {
        long deadline = System.nanoTime() + settings.drain().toNanos();
        while (ended(outcomes) < deck.size()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private long ended(Outcomes outcomes) {
        Set<String> ids = outcomes.heard().stream().map(heard -> String.valueOf(heard.jobId())).collect(Collectors.toSet());
        return deck.stream().filter(order -> ids.contains(order.jobId())).count();
    }

    private List<String> unfinished(Outcomes outcomes) {
        Set<String> ids = outcomes.heard().stream().map(heard -> String.valueOf(heard.jobId())).collect(Collectors.toSet());
        Map<String, JobStatus> states = outcomes.states();
        return deck.stream()
                .map(Order::jobId)
                .filter(jobId -> !ids.contains(jobId))
                .map(jobId -> "not ended: " + jobId + ", " + states.get(jobId))
                .toList();
    }

    private static void settle(Fleet fleet) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (!fleet.emulator().client().uploads().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
    }

    private Verdict judge(Stage stage, Outcomes outcomes, Feed feed, List<Lane> lanes, Duration drained)
            throws IOException, InterruptedException {
        Fleet fleet = stage.fleet();
        List<SessionView> sessions = fleet.emulator().client().sessions();
        OutcomeChecks ends = new OutcomeChecks(deck, outcomes.heard());
        List<Check> checks = new ArrayList<>(ends.all());
        checks.addAll(new MediaChecks(deck, ends.last(), fleet.emulator().client()).all());
        checks.add(secrets(sessions).search(fleet.bootstrapServers(), dir));
        checks.add(Check.of("no worker ends by itself", settings.workers() + " workers", stage.crew().endedByThemselves()));
        checks.add(new Check(
                "the run itself went as it should", feed.lost() == 0 && lanes.stream().noneMatch(Lane::failed),
                feed.lost() + " records unacknowledged, " + lanes.stream().filter(Lane::failed).count() + " troublemakers failed"));
        return new Verdict(settings.seed(), checks, figures(stage, outcomes, feed, sessions, drained));
    }

    private static Secrets secrets(List<SessionView> sessions) {
        Set<String> secrets = new HashSet<>(Set.of(EmulatorSettings.SECRET_KEY));
        sessions.forEach(session -> secrets.add(session.sessionKey()));
        return new Secrets(secrets);
    }

    private Map<String, Object> figures(Stage stage, Outcomes outcomes, Feed feed, List<SessionView> sessions, Duration drained) {
        FaultProxy proxy = stage.proxy();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("jobs", deck.size());
        figures.put("published again", feed.duplicates());
        figures.put("outcomes", outcomes.heard().size());
        figures.put("repeats", outcomes.heard().stream().filter(Heard::repeat).count());
        troubles.counts().forEach((kind, count) -> figures.put(kind.toString(), count));
        figures.put("http calls", proxy.journal().all().size());
        figures.put("http faults", proxy.journal().faults().values().stream().mapToInt(Integer::intValue).sum());
        figures.put("http faults by kind", proxy.journal().faults().toString());
        Transfers transfers = new Transfers(proxy.journal().all(), sessions);
        Transfers.Waste waste = transfers.waste(stage.crew().deaths());
        int kills = Math.max(1, stage.crew().deaths().size());
        figures.put("bytes sent", Words.bytes(transfers.sent()));
        figures.put("sent again after faults", Words.bytes(waste.afterFault()));
        figures.put("sent again for other reasons", Words.bytes(waste.other()));
        figures.put("sent again per kill", Words.bytes(waste.afterDeaths() / kills) + ", most " + Words.bytes(waste.mostAfterOneDeath()));
        figures.put("transfer resumed after a kill", Words.longest(
                stage.crew().deaths().stream().flatMap(death -> transfers.gaps(death).stream()).toList()));
        figures.put("drained after", Words.seconds(drained));
        return figures;
    }
}
