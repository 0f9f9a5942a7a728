package dev.longshore.producer.cli;

import dev.longshore.producer.doctor.Check;
import dev.longshore.producer.doctor.Doctor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: says what is wrong around a Longshore. */
@Command(
        name = "doctor",
        description = {
            "Check what a Longshore needs, and say what to mend: brokers and their features, topics, what this login may do, group settings, media folders, sealing key, credentials, clocks.",
            "",
            "Run it in a worker's environment, as a worker's user: it reads the same LONGSHORE_… variables. Each profile's key is tried with one call that changes nothing."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--root", paramLabel = "NAME=FOLDER",
            description = "A media folder that must be readable here; besides those of LONGSHORE_SOURCE_ROOTS_NAME.")
    private Map<String, Path> roots = new LinkedHashMap<>();

    @Option(names = "--vod-endpoint", paramLabel = "HOST:PORT", defaultValue = "",
            description = "Asked instead of $LONGSHORE_VOD_ENDPOINT or vod.tencentcloudapi.com.")
    private String vodEndpoint = "";

    @Option(names = "--probe-topic", description = "Compare clocks with a broker: creates a topic for a moment, and deletes it.")
    private boolean probeTopic;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        int[] fails = new int[1];
        Doctor doctor = new Doctor(connection.settings(), System.getenv(), surroundings.clock());
        doctor.examine(roots, probeTopic, vodEndpoint, check -> {
            print(check);
            fails[0] += check.level() == Check.Level.FAIL ? 1 : 0;
        });
        return fails[0] == 0 ? ExitCodes.SUCCESS : ExitCodes.JOBS_FAILED;
    }

    private void print(Check check) {
        if (json) {
            new JsonLines(surroundings.out()).value("check", check);
            return;
        }
        surroundings.out()
                .printf(Locale.ROOT, "%-4s  %s: %s%n", check.level().name().toLowerCase(Locale.ROOT), check.name(), check.detail());
        if (check.mend() != null) {
            surroundings.out().println("      → " + check.mend());
        }
        surroundings.out().flush();
    }
}
