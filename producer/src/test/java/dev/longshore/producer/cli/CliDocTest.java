package dev.longshore.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.producer.docs.DocSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CliDocTest {
    private static final String FILE = "cli.md";

    @Test
    void everyCommandIsDocumentedAsItExplainsItself() throws IOException {
        StringBuilder text = new StringBuilder();
        commandLine().getSubcommands().forEach((name, command) -> {
            String usage = command.getUsageMessage(Ansi.OFF);
            String withoutCodes = usage.contains("\nExit codes:") ? usage.substring(0, usage.indexOf("\nExit codes:")) : usage;
            text.append("### ").append(name).append("\n\n```text\n").append(withoutCodes.stripTrailing()).append("\n```\n\n");
        });
        DocSection.of(FILE, "commands")
                .mustBe(text.toString().lines().map(String::stripTrailing).reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void everyExitCodeIsDocumented() throws IOException {
        StringBuilder table = new StringBuilder("| exit code | meaning |\n|---|---|\n");
        new TreeMap<>(ExitCodes.meanings()).forEach((code, meaning) -> table.append("| %d | %s |%n".formatted(code, meaning)));
        DocSection.of(FILE, "exit-codes").mustBe(table.toString());
    }

    @Test
    void theLauncherKnowsEveryCommand() throws IOException {
        String launcher = Files.readString(Path.of("..", "longshore"));
        commandLine().getSubcommands()
                .keySet()
                .forEach(name -> assertThat(launcher).containsPattern("(?m)^  " + name + "\\b").containsPattern("\\| " + name + "\\b"));
    }

    private static CommandLine commandLine() {
        Surroundings system = Surroundings.system();
        return LongshoreCli.commandLine(system);
    }
}
