package dev.longshore.bench;

import dev.longshore.bench.growth.GrowthCommand;
import dev.longshore.bench.limits.LimitsCommand;
import dev.longshore.bench.peers.PeersCommand;
import dev.longshore.bench.scaling.ScalingCommand;
import dev.longshore.bench.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code longshore bench}. */
@Command(
        name = "longshore bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            PeersCommand.class, ScalingCommand.class, GrowthCommand.class, SoakCommand.class, LimitsCommand.class, PublishCommand.class,
            MicroCommand.class
        },
        description = "Measures ratios in one run: machines differ and are noisy, so figures of different runs can't be compared.")
public final class BenchApplication {
    private BenchApplication() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new BenchApplication()).setCaseInsensitiveEnumValuesAllowed(true);
        // What JMH calls its options is none of ours.
        line.getSubcommands().values().forEach(BenchApplication::passOnToJmh);
        System.exit(line.execute(args));
    }

    private static void passOnToJmh(CommandLine command) {
        if (command.getCommand() instanceof MicroCommand) {
            command.setUnmatchedOptionsArePositionalParams(true);
        }
    }
}
