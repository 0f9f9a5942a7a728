package dev.longshore.bench.scaling;

import dev.longshore.bench.measure.Trees;
import dev.longshore.sandbox.emulator.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code longshore bench scaling}. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "The same files over more and more workers, each behind a line of its own with a cap: makespan, speed-up, and ratio to the ideal.",
            "The cap is so low that the line limits and not this machine's processors: what counts is the ratio to the ideal, not the MiB/s."
        })
public final class ScalingCommand implements Callable<Integer> {

    /** What is carried. */
    enum Case {
        /** Many files of heavy-tailed sizes. */
        FILES,
        /** One large file. */
        FILE
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--workers", split = ",", defaultValue = "1,2,4,8",
            description = "Numbers of workers to measure, the fewest first; those that are there stay.")
    private List<Integer> workers = List.of();

    @Option(names = "--case", split = ",", defaultValue = "FILES,FILE", description = "${COMPLETION-CANDIDATES}.")
    private Set<Case> cases = EnumSet.noneOf(Case.class);

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each case with each number of workers.")
    private int rounds;

    @Option(names = "--rate", defaultValue = "32MiB", converter = Quantities.Bytes.class,
            description = "Bytes a second of each worker's line.")
    private long rate;

    @Option(names = "--files", defaultValue = "400", description = "FILES: how many.")
    private int files;

    @Option(names = "--bytes", defaultValue = "4GiB", converter = Quantities.Bytes.class, description = "FILES: of all together.")
    private long bytes;

    @Option(names = "--seed", defaultValue = "1", description = "FILES: of their sizes; the same seed gives the same sizes.")
    private long seed;

    @Option(names = "--files-concurrent", showDefaultValue = Visibility.NEVER,
            description = "FILES: the jobs' concurrentUploadNumber, 1 to 256 (default: none, the workers' default applies).")
    private @Nullable Integer filesConcurrent;

    @Option(names = "--file-size", defaultValue = "4GiB", converter = Quantities.Bytes.class, description = "FILE: its size.")
    private long fileSize;

    @Option(names = "--file-concurrent", defaultValue = "256", description = "FILE: the job's concurrentUploadNumber, 1 to 256.")
    private int fileConcurrent;

    @Option(names = "--worker-property", paramLabel = "NAME=VALUE", showDefaultValue = Visibility.NEVER,
            description = "A property of every worker, like longshore.uploader.slots=4; repeatable.")
    private List<String> properties = new ArrayList<>();

    @Option(names = "--quick", description = "A quarter of the bytes over lines of half the rate.")
    private boolean quick;

    @Option(names = "--dir", description = "Where files, which take no space, and logs go.", defaultValue = ".longshore/bench")
    private Path dir = Path.of(".longshore", "bench");

    @Override
    public Integer call() throws Exception {
        SortedSet<Integer> counts = new TreeSet<>(workers);
        check(counts);
        long line = quick ? Math.max(1, rate / 2) : rate;
        Path home = Files.createTempDirectory(Files.createDirectories(dir.toAbsolutePath()), "scaling");
        Path media = Files.createDirectories(home.resolve("media"));
        List<Load> loads = loads(media);
        List<String> args = properties.stream().map(property -> "--" + property).toList();
        List<ScalingTable> tables;
        try (LineFleet fleet = LineFleet.start(home, media, counts.last(), line, args)) {
            tables = measure(fleet, counts, loads);
        }
        print(tables, line);
        long failed = tables.stream().mapToLong(ScalingTable::failed).sum();
        if (failed > 0) {
            System.err.println(failed + " jobs failed; the logs are in " + home);
            return 1;
        }
        Trees.delete(home);
        return 0;
    }

    private void check(SortedSet<Integer> counts) {
        if (counts.isEmpty() || counts.first() < 1 || rounds < 1 || rate < 1 || fileSize < 1) {
            throw new ParameterException(spec.commandLine(), "--workers, --rounds, --rate and --file-size must be at least 1");
        }
        for (String property : properties) {
            if (!property.contains("=")) {
                throw new ParameterException(spec.commandLine(), "--worker-property=" + property + ": write NAME=VALUE");
            }
        }
    }

    private List<Long> sizes() {
        try {
            return HeavyTail.sizes(files, quick ? bytes / 4 : bytes, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Load> loads(Path media) throws IOException {
        List<Load> loads = new ArrayList<>();
        if (cases.contains(Case.FILES)) {
            loads.add(Load.files(media, sizes(), seed, filesConcurrent));
        }
        if (cases.contains(Case.FILE)) {
            loads.add(Load.file(media, quick ? fileSize / 4 : fileSize, fileConcurrent));
        }
        return loads;
    }

    private List<ScalingTable> measure(LineFleet fleet, SortedSet<Integer> counts, List<Load> loads)
            throws IOException, InterruptedException {
        List<ScalingTable> tables = loads.stream().map(ScalingTable::new).toList();
        for (int count : counts) {
            fleet.grow(count);
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < loads.size(); i++) {
                    Round measured = fleet.carry(loads.get(i), count);
                    tables.get(i).add(measured);
                    System.err.printf(Locale.ROOT, "%s, %d workers, round %d: %s%n", loads.get(i).name(), count, round, measured.text());
                }
            }
        }
        return tables;
    }

    private void print(List<ScalingTable> tables, long line) {
        System.out.printf(
                Locale.ROOT,
                "Each worker has a line of %.1f MiB/s. Ideal: all bytes over all lines, none of them ever idle. Medians (least–most) of %d rounds%s.%n",
                line / (double) (1 << 20), rounds, properties.isEmpty() ? "" : "; " + String.join(" ", properties));
        for (ScalingTable table : tables) {
            System.out.println();
            table.lines().forEach(System.out::println);
        }
    }
}
