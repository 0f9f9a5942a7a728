package dev.longshore.producer.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.longshore.producer.client.ClusterException;
import dev.longshore.producer.client.InvalidSubmissionException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of the command line. */
@Command(
        name = "longshore",
        description = "Publish upload jobs on Kafka, follow them, and look after them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "longshore 0.1.0-SNAPSHOT")
public final class LongshoreCli implements Runnable {
    /** Set to see the logs of the Kafka clients, which are silent otherwise: {@code -Dlongshore.log=INFO}. */
    static final String LOG_PROPERTY = "longshore.log";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LongshoreCli() {}

    public static void main(String[] args) {
        setLogLevel(System.getProperty(LOG_PROPERTY, "OFF"));
        System.exit(run(Surroundings.system(), args));
    }

    static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings).execute(args);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new LongshoreCli())
                .addSubcommand(new SubmitCommand(surroundings))
                .addSubcommand(new FollowCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new ErrorsCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new LatencyCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new KeygenCommand(surroundings))
                .addSubcommand(new CompletionCommand(surroundings))
                .setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()))
                .setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(surroundings, failure));
        commandLine.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCodes.forHelp());
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    private static int tell(Surroundings surroundings, Exception failure) {
        switch (failure) {
            case ClusterException e -> {
                surroundings.err().println("longshore: " + e.getMessage());
                return e.problem() == ClusterException.Problem.SETTINGS ? ExitCodes.USAGE : ExitCodes.UNREACHABLE;
            }
            case InvalidSubmissionException e -> surroundings.err().println("longshore: " + e.getMessage());
            case NoSuchFileException e -> surroundings.err().println("longshore: there is no file " + e.getMessage());
            case InvalidPathException e ->
                surroundings.err()
                        .println("longshore: " + e.getMessage()
                                + ". If the name is right, set a locale that has its characters, such as LC_ALL=C.UTF-8.");
            case InterruptedException e -> {
                return ExitCodes.UNREACHABLE;
            }
            default -> {
                failure.printStackTrace(surroundings.err());
                return ExitCodes.INTERNAL;
            }
        }
        return ExitCodes.USAGE;
    }

    /** The clients' warnings repeat by the second what the command tells once. */
    private static void setLogLevel(String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level, Level.WARN));
        }
    }
}
