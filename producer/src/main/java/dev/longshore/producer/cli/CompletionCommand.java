package dev.longshore.producer.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a completion script.",
            "",
            "bash: source <(./longshore completion bash). zsh: the same with zsh, after compinit. To keep it, write it to a file that the shell reads when it starts."
        })
final class CompletionCommand implements Callable<Integer> {
    /** What the launcher knows besides. */
    private static final List<String> LAUNCHER = List.of("quickstart", "sandbox", "worker", "gateway", "build", "help");

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(spec.commandLine(), "Scripts are made for bash and zsh.");
        }
        CommandLine whole = LongshoreCli.commandLine(surroundings);
        LAUNCHER.forEach(name -> whole.addSubcommand(name, CommandSpec.create()));
        if (shell.equals("zsh")) {
            surroundings.out().println("autoload -U +X bashcompinit && bashcompinit");
        }
        surroundings.out().println(AutoComplete.bash("longshore", whole));
        surroundings.out().flush();
        return ExitCodes.SUCCESS;
    }
}
