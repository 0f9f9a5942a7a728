package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on a real terminal, as somebody uses it, in front of a real broker, a worker and the emulator on a slow line. With {@code -Dlongshore.docs.images=FOLDER} the
 * documentation's picture goes there.
 */
class ProgressIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int COLUMNS = 110;
    private static final int ROWS = 20;
    private static final String COMMAND = "./longshore submit films/*.mp4 --follow";
    private static final Map<String, Integer> FILMS =
            Map.of("harbour.mp4", 180_000_000, "lighthouse.mp4", 120_000_000, "tide.mp4", 90_000_000);

    /** The frame's beginning: up to its first line, and everything below wiped away. */
    private static final Pattern FRAME = Pattern.compile("(?=\u001b\\[\\d+A\r\u001b\\[J)");
    private static final Pattern BAR =
            Pattern.compile("(?<film>\\S+)-[0-9a-f]{12} +(?<full>━*)(?<rest>┄*) +(?<percent>\\d+)%(?<figures>.*)");
    private static final Pattern FIGURES = Pattern.compile(" +(?<done>[\\d.]+)/(?<total>[\\d.]+) MiB(?<pace>.*)");
    private static final Pattern PACE = Pattern.compile(" +[\\d.]+ [KM]iB/s +\\d\\d:\\d\\d");

    @TempDir
    static Path dir;

    private static Fleet fleet;
    private static Browser browser;

    /** A bar as it stands on the screen. */
    private record Bar(String film, int percent, double full, double done, String pace) {
        static Optional<Bar> of(String line) {
            Matcher bar = BAR.matcher(line);
            if (!bar.matches()) {
                return Optional.empty();
            }
            Matcher figures = FIGURES.matcher(bar.group("figures"));
            boolean known = figures.matches();
            double full = bar.group("full").length();
            return Optional.of(new Bar(
                    bar.group("film"), Integer.parseInt(bar.group("percent")), full / (full + bar.group("rest").length()),
                    known ? Double.parseDouble(figures.group("done")) : 0, known ? figures.group("pace") : ""));
        }

        /** Whether it tells bytes, rate and time left. */
        boolean tellsAll() {
            return PACE.matcher(pace).matches();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        String missing = TerminalPage.missing(dir.resolve("terminal"));
        assumeTrue(missing.isEmpty(), () -> "The command line's progress was not looked at: " + missing);
        browser = Browser.start(dir.resolve("browser"), FreePorts.pick());
        Path storage = Files.createDirectories(dir.resolve("films"));
        for (var film : FILMS.entrySet()) {
            SampleFiles.random(storage.resolve(film.getKey()), film.getValue(), film.getValue());
        }
        Files.createSymbolicLink(dir.resolve("longshore"), Path.of("..", "longshore").toRealPath());
        fleet = Fleet.start(
                TestFleet.in(dir.resolve("fleet"), Map.of("films", storage)).withEmulatorArgs("--bandwidth=12MiB"));
        fleet.addWorkers("worker-a");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void barsGrowAndGiveWayToOutcomes() throws Exception {
        List<String> frames = List.of(FRAME.split(run()));
        TerminalPage page = TerminalPage.open(browser, dir.resolve("terminal"));
        page.add("all", COLUMNS, ROWS);
        List<List<String>> screens = new ArrayList<>();
        for (String frame : frames) {
            screens.add(page.feed("all", frame));
        }
        barsNeverFall(screens);
        theEndTellsWhatBecameOfEach(screens.getLast());
        assertThat(String.join("", frames).lastIndexOf("\u001b[?25h")).as("the cursor is given back")
                .isGreaterThan(String.join("", frames).lastIndexOf("\u001b[?25l"));

        List<Integer> allUnderWay = new ArrayList<>();
        for (int i = 0; i < screens.size(); i++) {
            if (bars(screens.get(i)).stream().filter(Bar::tellsAll).count() == FILMS.size()) {
                allUnderWay.add(i);
            }
        }
        assertThat(allUnderWay).as("screens on which every film has its bytes, rate and time left, of %s", screens).hasSizeGreaterThan(5);
        page = TerminalPage.open(browser, dir.resolve("terminal"));
        page.add("midway", COLUMNS, ROWS);
        page.feed("midway", String.join("", frames.subList(0, allUnderWay.getLast() + 1)));
        page.add("end", COLUMNS, ROWS);
        page.feed("end", String.join("", frames));
        page.picture(Path.of(System.getProperty("longshore.docs.images", dir.toString())).resolve("cli-progress.png"));
    }

    /** All that the terminal was sent. */
    private static String run() throws Exception {
        Map<String, String> environment = Map.of(
                "LONGSHORE_BOOTSTRAP_SERVER", fleet.bootstrapServers(), "LONGSHORE_NO_BUILD", "1", "LONGSHORE_JAVA_HOME",
                System.getProperty("java.home"), "LONGSHORE_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m");
        try (PseudoTerminal terminal = new PseudoTerminal(dir, COLUMNS, ROWS, environment)) {
            await().atMost(PATIENCE).until(() -> terminal.written().endsWith(PseudoTerminal.PROMPT));
            terminal.type(COMMAND + "\n");
            await().atMost(PATIENCE)
                    .until(() -> terminal.written().contains("--follow\r\n") && terminal.written().endsWith(PseudoTerminal.PROMPT));
            String written = terminal.written();
            terminal.type("echo exit code $?\n");
            await().atMost(PATIENCE)
                    .until(() -> terminal.written().endsWith(PseudoTerminal.PROMPT) && terminal.written().length() > written.length());
            assertThat(terminal.written().substring(written.length())).as(written).contains("exit code 0");
            return written;
        }
    }

    private static List<Bar> bars(List<String> screen) {
        return screen.stream().map(Bar::of).flatMap(Optional::stream).toList();
    }

    private static void barsNeverFall(List<List<String>> screens) {
        Map<String, Bar> newest = new HashMap<>();
        for (List<String> screen : screens) {
            for (Bar bar : bars(screen)) {
                assertThat(bar.full()).as("%s", bar).isCloseTo(bar.percent() / 100.0, within(0.1));
                Bar before = newest.put(bar.film(), bar);
                if (before != null) {
                    assertThat(bar.done()).as("%s after %s", bar, before).isGreaterThanOrEqualTo(before.done());
                    assertThat(bar.percent()).as("%s after %s", bar, before).isGreaterThanOrEqualTo(before.percent());
                }
            }
        }
        assertThat(newest).containsOnlyKeys(FILMS.keySet());
    }

    private static void theEndTellsWhatBecameOfEach(List<String> screen) {
        assertThat(bars(screen)).isEmpty();
        FILMS.keySet().forEach(film -> assertThat(screen).filteredOn(line -> line.startsWith("✓ " + film + "-")).hasSize(1));
        assertThat(screen).anyMatch(line -> line.startsWith("JOB ") && line.contains("FILE ID"));
    }
}
