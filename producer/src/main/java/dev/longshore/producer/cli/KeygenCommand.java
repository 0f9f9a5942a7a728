package dev.longshore.producer.cli;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keygen}: makes a key for the workers' key ring. */
@Command(
        name = "keygen",
        description = {
            "Make a key that seals session secrets (AES-256), and print it as the workers take it.",
            "",
            "All workers need the same keys. To change keys, put the new one first and keep the old one until no upload is older than the change."
        })
final class KeygenCommand implements Callable<Integer> {
    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--id", paramLabel = "ID",
            description = "The key's name: 1 to 32 letters, digits, dots, dashes. Default: this month, such as 2026-11.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    KeygenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Key(String id, String key) {}

    @Override
    public Integer call() {
        String name = id == null
                ? DateTimeFormatter.ofPattern("yyyy-MM").format(surroundings.clock().instant().atOffset(ZoneOffset.UTC))
                : id;
        if (!ID.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "--id must be 1 to 32 letters, digits, dots or dashes.");
        }
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = Base64.getEncoder().encodeToString(bytes);
        if (json) {
            new JsonLines(surroundings.out()).value("key", new Key(name, key));
            return ExitCodes.SUCCESS;
        }
        surroundings.out().println("# as environment of every worker:");
        surroundings.out().println("LONGSHORE_SEAL_KEYS_0_ID=" + name);
        surroundings.out().println("LONGSHORE_SEAL_KEYS_0_KEY=" + key);
        surroundings.out().println("# or as properties:");
        surroundings.out().println("longshore.seal.keys[0].id=" + name);
        surroundings.out().println("longshore.seal.keys[0].key=" + key);
        surroundings.out().flush();
        return ExitCodes.SUCCESS;
    }
}
