package dev.longshore.sandbox.chaos;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.broker.KafkaNode;
import dev.longshore.sandbox.chaos.Crew.Death;
import dev.longshore.sandbox.faults.Passage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Kills one process at a time under a steady load and measures how long things stand still. No faults of HTTP calls. */
final class GapRun {
    /** Both gaps must stay below with a worker's default settings. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration OBSERVED = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** For processes that start and a backlog that is worked off: neither is what is measured. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final long SMALL_BYTES = 32 << 10;
    private static final long LARGE_BYTES = 512L << 20;

    private final ChaosSettings settings;
    private final int rounds;
    private final Path dir;
    private final PrintStream out;
    private final List<Duration> transfers = new ArrayList<>();
    private final List<Duration> silencesOfDead = new ArrayList<>();
    private final List<Duration> silencesOfOthers = new ArrayList<>();
    private final List<Duration> silencesBefore = new ArrayList<>();
    private final List<Long> sentAgain = new ArrayList<>();

    GapRun(ChaosSettings settings, int rounds, Path dir, PrintStream out) {
        this.settings = settings;
        this.rounds = rounds;
        this.dir = dir;
        this.out = out;
    }

    Verdict carryOut() throws IOException, InterruptedException {
        out.printf("Starting %d brokers of Kafka %s, the emulator and %d workers; logs in %s%n", ChaosSettings.BROKERS, settings.release(),
                settings.workers(), dir);
        // One file lasts for some 20 s: long enough to be interrupted in the middle.
        try (Stage stage = Stage.set(settings, dir, "--request-bandwidth=6MiB");
                Outcomes outcomes = new Outcomes(stage.fleet().bootstrapServers());
                Drizzle drizzle = new Drizzle(stage.fleet().bootstrapServers(), file("small", SMALL_BYTES))) {
            drizzle.begin(PACE);
            for (int round = 1; round <= rounds; round++) {
                // Written first: that takes a core and the disk for some seconds.
                file("large-" + round, LARGE_BYTES);
                awaitCalm(outcomes, drizzle);
                killWorker(round, stage, outcomes, drizzle);
            }
            awaitCalm(outcomes, drizzle);
            Duration broker = killBroker(stage, outcomes, drizzle.partitions());
            drizzle.end();
            return verdict(broker, awaitAll(outcomes, drizzle));
        }
    }

    private Path file(String name, long bytes) throws IOException {
        Order order = new Order(name, path(name), bytes, Order.Fate.SUCCEEDS);
        Deck.write(List.of(order), settings.seed());
        return order.file();
    }

    private Path path(String name) {
        return Stage.storage(dir).resolve(name + ".mp4");
    }

    private void killWorker(int round, Stage stage, Outcomes outcomes, Drizzle drizzle) throws IOException, InterruptedException {
        String jobId = "large-" + round;
        drizzle.publish(UploadJob.builder(jobId, path(jobId).toString()).sourceContext(jobId).build());
        String victim = carrier(stage, LARGE_BYTES / 8);
        Set<Integer> owned = Owners.partitionsOf(victim, stage.fleet().bootstrapServers(), settings.release());
        Death death = stage.crew().kill(victim);
        Thread.sleep(OBSERVED);
        List<Outcomes.Heard> heard = outcomes.heard();
        Set<Integer> others = new TreeSet<>(IntStream.range(0, drizzle.partitions()).boxed().toList());
        Map<Integer, Duration> before = Silences.of(heard, drizzle.partitions(), death.at() - BEFORE.toNanos(), death.at());
        silencesBefore.add(Silences.longest(before, others));
        others.removeAll(owned);
        Map<Integer, Duration> after = Silences.of(heard, drizzle.partitions(), death.at(), death.at() + OBSERVED.toNanos());
        Duration dead = Silences.longest(after, owned);
        Duration other = Silences.longest(after, others);
        Transfers seen = new Transfers(stage.proxy().journal().all(), stage.fleet().emulator().client().sessions());
        List<Duration> gaps = seen.gaps(death);
        Duration transfer = gaps.stream().max(Duration::compareTo).orElse(OBSERVED);
        out.printf(
                "killed %s, which ran the ledger's partitions %s: transfer resumed after %s, outcomes silent for %s there, %s elsewhere%n",
                victim, new TreeSet<>(owned), Words.seconds(transfer), Words.seconds(dead), Words.seconds(other));
        transfers.add(transfer);
        if (!owned.isEmpty()) {
            silencesOfDead.add(dead);
        }
        silencesOfOthers.add(other);
        stage.crew().start(victim);
        Thread.sleep(BEFORE);
        Transfers now = new Transfers(stage.proxy().journal().all(), stage.fleet().emulator().client().sessions());
        sentAgain.add(now.waste(stage.crew().deaths()).afterDeath().getOrDefault(death, 0L));
    }

    /** Until every partition gives its outcomes at the pace of its jobs. */
    private void awaitCalm(Outcomes outcomes, Drizzle drizzle) throws InterruptedException {
        long begun = System.nanoTime();
        Set<Integer> all = new TreeSet<>(IntStream.range(0, drizzle.partitions()).boxed().toList());
        while (true) {
            long now = System.nanoTime();
            long open = drizzle.published() - smallOnes(outcomes.heard());
            Duration silence =
                    Silences.longest(Silences.of(outcomes.heard(), drizzle.partitions(), now - BEFORE.toNanos(), now), all);
            if (now - begun >= BEFORE.toNanos() && silence.compareTo(CALM) < 0
                    && open * PACE.toMillis() < CALM.toMillis() * drizzle.partitions()) {
                out.printf("calm after %s: %d jobs under way%n", Words.seconds(Duration.ofNanos(now - begun)), open);
                return;
            }
            if (now - begun > WARM_UP.toNanos()) {
                throw new IllegalStateException(String.format(Locale.ROOT,
                        "The fleet did not keep the pace of %d jobs in %s within %d s: a partition was silent for %s and %d jobs are open; "
                                + "gaps can't be told from the backlog",
                        drizzle.partitions(), Words.seconds(PACE), WARM_UP.toSeconds(), Words.seconds(silence), open));
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    private static long smallOnes(List<Outcomes.Heard> heard) {
        return heard.stream().map(Outcomes.Heard::jobId).filter(jobId -> jobId != null && jobId.startsWith("small-")).distinct().count();
    }

    /** The worker that has sent so much of the newest large file. */
    private static String carrier(Stage stage, long bytes) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            Map<String, Long> sent = new LinkedHashMap<>();
            for (Passage call : stage.proxy().journal().all()) {
                if (call.from() > begun && call.succeeded() && call.target().contains("partNumber=")) {
                    sent.merge(call.door(), call.bodyBytes(), Long::sum);
                }
            }
            Optional<String> carrier =
                    sent.entrySet().stream().filter(entry -> entry.getValue() >= bytes).map(Map.Entry::getKey).findFirst();
            if (carrier.isPresent()) {
                return carrier.get();
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new IllegalStateException("No worker carried the large file within " + PATIENCE.toSeconds() + " s");
    }

    private Duration killBroker(Stage stage, Outcomes outcomes, int partitions) throws InterruptedException {
        KafkaNode node = stage.fleet().kafka().nodes().get((int) (settings.seed() % ChaosSettings.BROKERS));
        node.kill();
        long at = System.nanoTime();
        Thread.sleep(OBSERVED);
        Map<Integer, Duration> silences = Silences.of(outcomes.heard(), partitions, at, at + OBSERVED.toNanos());
        Duration longest = Silences.longest(silences, silences.keySet());
        out.printf("killed broker %d: outcomes silent for %s at most%n", node.id(), Words.seconds(longest));
        node.restart();
        return longest;
    }

    /** Whether all jobs ended. */
    private boolean awaitAll(Outcomes outcomes, Drizzle drizzle) throws InterruptedException {
        int wanted = drizzle.published() + rounds;
        long begun = System.nanoTime();
        while (outcomes.heard().stream().map(Outcomes.Heard::jobId).distinct().count() < wanted) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(200));
        }
        return true;
    }

    private Verdict verdict(Duration broker, boolean allEnded) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("workers killed", rounds);
        figures.put("silence before, longest", Words.longest(silencesBefore));
        figures.put("transfer resumed after", Words.longest(transfers));
        figures.put("silence on the dead one's partitions", Words.longest(silencesOfDead));
        figures.put("silence on the others", Words.longest(silencesOfOthers));
        figures.put("silence after a broker's death", Words.seconds(broker));
        figures.put("sent again after each kill", sentAgain.stream().map(Words::bytes).toList().toString());
        return new Verdict(settings.seed(), List.of(
                check("a killed worker's transfer is resumed", transfers),
                check("a killed worker's ledger partitions are resumed", silencesOfDead),
                new Check("every job ends", allEnded, allEnded ? "all of them" : "not all of them")), figures);
    }

    private static Check check(String promise, List<Duration> gaps) {
        boolean holds = !gaps.isEmpty() && gaps.stream().allMatch(gap -> gap.compareTo(LIMIT) < 0);
        return new Check(promise + " within " + LIMIT.toSeconds() + " s", holds, Words.longest(gaps));
    }
}
