package dev.longshore.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.producer.view.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LongshoreCliTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(strings = {"submit", "follow", "status", "errors", "replay", "latency", "doctor"})
    void everyCommandExplainsItselfAndItsExitCodes(String command) {
        assertThat(bench.run("", command, "--help")).isZero();
        String help = String.join("\n", bench.out());
        assertThat(help).contains("Usage: longshore " + command, "--bootstrap-server", "Exit codes:");
        ExitCodes.meanings().keySet().forEach(code -> assertThat(help).containsPattern("(?m)^ *" + code + " "));
    }

    @Test
    void everyOptionIsDescribed() {
        var commandLine = LongshoreCli
                .commandLine(new Surroundings(System.in, System.out, System.err, Terminal.plain(System.out), () -> Instant.EPOCH, bench));
        commandLine.getSubcommands()
                .values()
                .stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .forEach(option -> assertThat(String.join("", option.description())).as(option.longestName()).endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"submit /a.mp4", "submit /a.mp4 --follow", "follow", "latency --file /a.mp4", "status", "errors", "replay --all"})
    void aBrokerThatDoesNotAnswerIsNamedInOneLine(String command, @TempDir Path dir) throws IOException {
        Path impatient =
                Files.writeString(dir.resolve("impatient"), "max.block.ms=300\ndefault.api.timeout.ms=300\nrequest.timeout.ms=200\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings system = Surroundings.system();
        Surroundings surroundings = new Surroundings(
                system.in(), system.out(), new PrintStream(err, true, StandardCharsets.UTF_8), system.terminal(), system.clock(),
                system.clients());
        String[] args = (command + " --bootstrap-server 127.0.0.1:1 --command-config " + impatient).split(" ");
        assertThat(LongshoreCli.run(surroundings, args)).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains("can't be seen from here")))
                .singleElement()
                .asString()
                .contains("Kafka at 127.0.0.1:1 did not answer. Check the address");
    }

    @Test
    void anAddressThatIsNoneIsAWrongCommand() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings system = Surroundings.system();
        Surroundings surroundings = new Surroundings(
                system.in(), system.out(), new PrintStream(err, true, StandardCharsets.UTF_8), system.terminal(), system.clock(),
                system.clients());
        assertThat(LongshoreCli.run(surroundings, "follow", "--bootstrap-server", "nonsense")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nonsense");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "90s,PT1M30S", "5m,PT5M", "2h,PT2H", "7d,PT168H", "PT3S,PT3S"})
    void durationsAreReadInShortForm(String text, Duration expected) {
        assertThat(new Durations().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "5 m", "PT-3S", "x"})
    void otherDurationsAreRefused(String text) {
        assertThatThrownBy(() -> new Durations().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
