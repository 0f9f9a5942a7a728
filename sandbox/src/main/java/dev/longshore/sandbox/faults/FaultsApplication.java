package dev.longshore.sandbox.faults;

import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.emulator.Quantities;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore sandbox faults}. */
@Command(
        name = "longshore sandbox faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Stands in front of the emulator and does to a share of the calls what networks do; until Ctrl-C, then prints what it did.")
public final class FaultsApplication implements Callable<Integer> {

    @Option(names = "--service", defaultValue = "127.0.0.1:" + EmulatorSettings.VOD_PORT,
            description = "The emulator's VOD port: it answers for COS, too.")
    private String service = "";

    @Option(names = "--port", defaultValue = "9701", description = "Where to listen; 0: any free port. Point VOD and COS clients at it.")
    private int port;

    @Option(names = "--rate", defaultValue = "" + FaultSettings.DEFAULT_RATE, description = "Share of the calls that are hit, 0 to 1.")
    private double rate;

    @Option(names = "--kinds", split = ",", description = "What may happen; all by default: ${COMPLETION-CANDIDATES}.")
    private Set<Fault> kinds = EnumSet.allOf(Fault.class);

    @Option(names = "--seed", description = "Of the choice; random and printed when absent.")
    private @Nullable Long seed;

    @Option(names = "--stall", defaultValue = "20s", converter = Quantities.Time.class, description = "How long nothing moves in a stall.")
    private Duration stall = FaultSettings.DEFAULT_STALL;

    @Option(names = "--drip", defaultValue = "3s", converter = Quantities.Time.class, description = "How long a slow drip takes.")
    private Duration drip = FaultSettings.DEFAULT_DRIP;

    /** Starts the command line. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new FaultsApplication());
        line.registerConverter(Fault.class, FaultsApplication::kind);
        System.exit(line.execute(args));
    }

    private static Fault kind(String text) {
        for (Fault fault : Fault.values()) {
            if (fault.toString().equalsIgnoreCase(text.strip())) {
                return fault;
            }
        }
        throw new CommandLine.TypeConversionException("'" + text + "' is none of " + EnumSet.allOf(Fault.class));
    }

    @Override
    public Integer call() throws InterruptedException {
        FaultSettings settings = new FaultSettings(
                seed != null ? seed : ThreadLocalRandom.current().nextInt(1, 1_000_000), rate, kinds, stall, drip);
        FaultProxy proxy = new FaultProxy(service, settings);
        int opened = proxy.open("clients", port);
        System.out.printf("faults ready: http://127.0.0.1:%d in front of %s, %.0f %% of the calls, seed %d%n", opened, service, rate * 100,
                settings.seed());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println(summary(proxy.journal()));
            proxy.close();
        }, "faults-shutdown"));
        new CountDownLatch(1).await();
        return 0;
    }

    private static String summary(Journal journal) {
        Map<Fault, Integer> counts = journal.faults();
        String kinds = counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue()).collect(Collectors.joining(", "));
        return journal.all().size() + " calls; " + (kinds.isEmpty() ? "no faults" : kinds);
    }
}
