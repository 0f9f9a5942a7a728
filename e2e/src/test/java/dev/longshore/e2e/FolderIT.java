package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large folder, submitted twice. */
class FolderIT {
    /** In every build; 10,000 take some six minutes on two cores ({@code -Dlongshore.e2e.folder-files=10000}). */
    private static final int FILES = Integer.getInteger("longshore.e2e.folder-files", 1_000);

    @TempDir
    Path dir;

    @Test
    void aFolderThatIsSubmittedTwiceUploadsEachFileOnce() throws Exception {
        Path folder = dir.resolve("storage/films");
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve("%02d/film-%05d.mp4".formatted(i % 100, i));
            Files.createDirectories(file.getParent());
            Files.write(file, ("film " + i).getBytes(StandardCharsets.UTF_8));
        }
        FleetSettings settings = TestFleet.in(dir.resolve("fleet"), Map.of("media", dir.resolve("storage")))
                .withFullSpeed(true)
                .withWorkerArgs("--longshore.uploader.slots=16");
        try (Fleet fleet = Fleet.start(settings)) {
            fleet.addWorkers("worker-a");
            Cli cli = new Cli(dir, fleet.bootstrapServers(), Map.of());
            long begin = System.nanoTime();
            var first = cli.run("submit", folder.toString(), "--follow", "--timeout", "18m");
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(first.err()).contains(FILES + " published, 0 left out");
            begin = System.nanoTime();
            var second = cli.run("submit", folder.toString(), "--follow", "--timeout", "5m");
            System.out.printf("%d files uploaded in %.1f s; the second run took %.1f s%n", FILES, seconds,
                    (System.nanoTime() - begin) / 1e9);
            assertThat(second.exit()).as(second.err()).isZero();
            assertThat(second.err()).contains("0 published, " + FILES + " left out");
            var third = cli.run("submit", folder.toString(), "--again", "--follow", "--timeout", "18m");
            assertThat(third.exit()).as(third.err()).isZero();
            Map<String, Long> media = fleet.emulator()
                    .client()
                    .media()
                    .stream()
                    .collect(Collectors.groupingBy(MediaView::name, Collectors.counting()));
            assertThat(media).hasSize(FILES);
            assertThat(media.values()).allMatch(count -> count == 1);
        }
    }
}
