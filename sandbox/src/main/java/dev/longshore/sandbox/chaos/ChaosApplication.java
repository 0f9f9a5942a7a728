package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.emulator.Quantities;
import dev.longshore.sandbox.faults.FaultSettings;
import dev.longshore.sandbox.fleet.WorkFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore chaos}. */
@Command(
        name = "longshore chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Uploads through a fleet whose workers and brokers are killed, frozen and restarted and whose HTTP calls break;",
            "then lets everything drain and holds each promise against what is stored. Exits with 1 on any breach."
        })
public final class ChaosApplication implements Callable<Integer> {
    private static final Path DEFAULT_DIR = Path.of(".longshore", "chaos");

    @Option(names = "--short", description = "Less of everything, within three minutes on two cores. Options given beside it hold.")
    private boolean brief;

    @Option(names = "--gaps",
            description = "Instead: measures how long transfers and outcomes stand still when a worker or a broker is killed.")
    private boolean gaps;

    @Option(names = "--rounds", defaultValue = "3", description = "With --gaps: workers killed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", description = "Makes the same jobs, troubles and faults again; random and printed when absent.")
    private @Nullable Long seed;

    @Option(names = "--duration", converter = Quantities.Time.class, description = "How long things break (default: 4m; short: 60s).")
    private @Nullable Duration duration;

    @Option(names = "--drain", converter = Quantities.Time.class,
            description = "How long everything may take to end after that (default: 10m; short: 90s).")
    private @Nullable Duration drain;

    @Option(names = "--jobs", description = "Jobs, without the large ones (default: 300; short: 60).")
    private @Nullable Integer jobs;

    @Option(names = "--most", converter = Quantities.Bytes.class,
            description = "Size of the largest of them (default: 64MiB; short: 24MiB).")
    private @Nullable Long most;

    @Option(names = "--large", description = "Large files (default: 2; short: 1).")
    private @Nullable Integer large;

    @Option(names = "--large-size", converter = Quantities.Bytes.class, description = "Size of each (default: 1GiB; short: 128MiB).")
    private @Nullable Long largeSize;

    @Option(names = "--workers", description = "Workers (default: 4; short and --gaps: 3).")
    private @Nullable Integer workers;

    @Option(names = "--rate", defaultValue = "" + FaultSettings.DEFAULT_RATE,
            description = "Share of the HTTP calls that are hit (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--kafka", converter = KafkaRelease.Converter.class, defaultValue = "4.2",
            description = "Release of the brokers: 4.2, or 3.9, which has classic consumer groups alone (default: ${DEFAULT-VALUE}).")
    private KafkaRelease release = KafkaRelease.CURRENT;

    @Option(names = "--worker-property", description = "A property of every worker, as NAME=VALUE; repeatable.")
    private List<String> properties = List.of();

    @Option(names = "--dir", description = "Where logs, stores and media go: an empty folder (default: .longshore/chaos, emptied first).")
    private @Nullable Path dir;

    @Option(names = "--json", description = "Prints the verdict as one JSON object on standard output, all else on standard error.")
    private boolean json;

    /** Starts the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ChaosApplication()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = dir != null ? WorkFolder.unused(dir.toAbsolutePath().normalize()) : WorkFolder.emptied(DEFAULT_DIR.toAbsolutePath());
        PrintStream talk = json ? System.err : System.out;
        ChaosSettings settings = settings();
        Verdict verdict = gaps ? new GapRun(settings, rounds, home, talk).carryOut() : new ChaosRun(settings, home, talk).carryOut();
        if (json) {
            System.out.println(verdict.json());
        } else {
            verdict.lines().forEach(System.out::println);
        }
        return verdict.isHolds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private ChaosSettings settings() {
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextInt(1, 1_000_000);
        FaultSettings http = FaultSettings.ofSeed(chosen).withRate(gaps ? 0 : rate);
        if (brief) {
            http = http.withTimes(Duration.ofSeconds(6), Duration.ofSeconds(2));
        }
        Load load = new Load(or(jobs, 300, 60), or(most, 64L << 20, 24L << 20), or(large, 2, 1), or(largeSize, 1L << 30, 128L << 20),
                Load.DUPLICATES);
        return new ChaosSettings(
                release,
                workers != null ? workers : brief || gaps ? 3 : 4,
                load,
                or(duration, Duration.ofMinutes(4), Duration.ofSeconds(60)),
                or(drain, Duration.ofMinutes(10), Duration.ofSeconds(90)),
                http,
                properties.stream().map(property -> "--" + property).toList());
    }

    private <T> T or(@Nullable T given, T usual, T inShort) {
        return given != null ? given : brief ? inShort : usual;
    }
}
