package dev.longshore.worker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.testing.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs each attack, then holds {@code docs/hostile-inputs.md} against what ran; written anew with {@code -Dlongshore.docs.update=true}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class HostileJobsTest {
    private static final String HEAD = "| the job | the outcome |\n|---|---|\n";

    private Harbour harbour;
    private Harbour unitByUnit;

    @BeforeAll
    void start(@TempDir Path one, @TempDir Path other) throws IOException {
        Rig.Options options = Rig.Options.DEFAULT.withRoots(Map.of(PathAttacks.DEVICES, Path.of("/dev")));
        harbour = new Harbour(new Rig(one, options));
        unitByUnit = new Harbour(new Rig(other, options.with(Rig.UNIT_BY_UNIT)));
    }

    @AfterAll
    void stop() throws IOException {
        try {
            harbour.close();
        } finally {
            unitByUnit.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> namesOfFiles() {
        return runs("names", NameAttacks.taken(), NameAttacks.refused());
    }

    @TestFactory
    Stream<DynamicTest> pathsAndWhatStandsAtThem() {
        return runs("paths", PathAttacks.escapes(), PathAttacks.lengths(), PathAttacks.kinds(), PathAttacks.covers());
    }

    @TestFactory
    Stream<DynamicTest> playlistsThatCannotBeFollowed() {
        return runs("playlists", ManifestAttacks.playlists());
    }

    @TestFactory
    Stream<DynamicTest> dashManifestsThatCannotBeFollowed() {
        return runs("mpds", ManifestAttacks.mpds());
    }

    @TestFactory
    Stream<DynamicTest> sourcesThatChangeInFlight() {
        return runs("in-flight", ChangeAttacks.inFlight(), ChangeAttacks.small());
    }

    @TestFactory
    Stream<DynamicTest> sourcesThatChangeBetweenSlices() {
        return runs("between", ChangeAttacks.betweenSlices(), ChangeAttacks.tooLateToMatter());
    }

    @TestFactory
    Stream<DynamicTest> sizesAtTheBoundaries() {
        return runs("sizes", SizeAttacks.uploaded());
    }

    @TestFactory
    Stream<DynamicTest> recordsThatAreNoGoodJobs() {
        return runs(
                "records", RecordAttacks.text(), RecordAttacks.taken(), RecordAttacks.fields(), RecordAttacks.numbersAndTimes(),
                RecordAttacks.storagePaths());
    }

    @TestFactory
    Stream<DynamicTest> plansAtTheLimitsOfParts() {
        List<String> lines = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        PlanRow.all().forEach(row -> tests.add(dynamicTest(row.what(), () -> lines.add(row.line()))));
        tests.add(page("plans", "| size | bytes | the plan |\n|---|---|---|\n", lines, tests.size()));
        return tests.stream();
    }

    /** The rows one after the other, at last the section of the page that they make. */
    @SafeVarargs
    private Stream<DynamicTest> runs(String section, List<Attack>... groups) {
        List<Attack> rows = Stream.of(groups).flatMap(List::stream).toList();
        List<String> lines = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Attack row = rows.get(i);
            String jobId = section + '-' + (i + 1);
            tests.add(dynamicTest(row.what, () -> {
                String outcome = (row.unitByUnit ? unitByUnit : harbour).outcome(row, jobId);
                lines.add("| " + row.what + " | " + outcome + " |");
            }));
        }
        tests.add(page(section, HEAD, lines, rows.size()));
        return tests.stream();
    }

    private static DynamicTest page(String section, String head, List<String> lines, int rows) {
        return dynamicTest("the page shows what ran", () -> {
            assertThat(lines).as("rows that held").hasSize(rows);
            DocSection.of("hostile-inputs.md", section).mustBe(head + String.join("\n", lines));
        });
    }
}
