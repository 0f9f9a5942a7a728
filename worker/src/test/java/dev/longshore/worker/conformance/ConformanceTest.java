package dev.longshore.worker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.http.Pace;
import dev.longshore.worker.docs.DocSection;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs each row, then holds {@code docs/conformance.md} against what ran; written anew with {@code -Dlongshore.docs.update=true}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final String HEAD = """
            | attribute | the job says | the sandbox received | the outcome says | |
            |---|---|---|---|---|
            """;

    /** A full part takes a second. */
    private static final Pace.Settings SLOW = new Pace.Settings(Duration.ZERO, 0, 8 << 20);

    private static final List<Row> DONE =
            Stream.of(Rows.files(), Rows.bundles(), Rows.parameters(), Rows.transfers()).flatMap(List::stream).toList();
    private static final List<Row> REFUSED =
            Stream.of(Refusals.byLongshore(), Refusals.byTheService()).flatMap(List::stream).toList();

    private Stage quick;
    private Stage slow;

    @BeforeAll
    void start(@TempDir Path one, @TempDir Path other) throws IOException {
        quick = new Stage(one, Pace.Settings.FULL_SPEED);
        slow = new Stage(other, SLOW);
    }

    @AfterAll
    void stop() throws IOException {
        try {
            quick.close();
        } finally {
            slow.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsAskedForIsWhatTheServicesReceive() {
        return runs("done", DONE, Rows.notShown());
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeDoneIsRefusedAndTheFieldNamed() {
        return runs("refused", REFUSED, List.of());
    }

    /** The rows one after the other, at last the section of the page that they make. */
    private Stream<DynamicTest> runs(String section, List<Row> rows, List<String> gaps) {
        List<String> lines = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String jobId = section + '-' + (i + 1);
            tests.add(dynamicTest(row.name(), () -> lines.add((row.partsAtOnce() > 0 ? slow : quick).line(row, jobId))));
        }
        tests.add(dynamicTest("the page shows what ran", () -> {
            assertThat(lines).as("rows that passed").hasSize(rows.size());
            lines.addAll(gaps);
            DocSection.of("conformance.md", section).mustBe(HEAD + String.join("\n", lines));
        }));
        return tests.stream();
    }

    @Test
    void everyAttributeOfAJobHasARowThatSucceedsAndNoRowIsAboutAnythingElse() {
        List<String> attributes = Arrays.stream(UploadJob.class.getRecordComponents()).map(RecordComponent::getName).toList();
        assertThat(DONE).extracting(row -> row.attribute).containsAll(attributes).contains(Rows.AUTOMATIC);
        assertThat(Stream.concat(DONE.stream(), REFUSED.stream()).map(row -> row.attribute).filter(name -> !name.equals(Rows.AUTOMATIC)))
                .isSubsetOf(attributes);
        assertThat(DONE).allMatch(Row::succeeds);
        assertThat(REFUSED).noneMatch(Row::succeeds);
    }
}
