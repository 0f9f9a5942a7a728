package dev.longshore.producer.view;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
    @Test
    void resultsAndErrorsStandInAlignedColumns() {
        List<String> lines = OutcomeTable.lines(
                List.of(result("a", 1), result("harbour-12", 1)),
                List.of(error("b", ErrorCode.SOURCE_EMPTY, 1), error(null, ErrorCode.MALFORMED_JSON, 0)));
        assertThat(lines)
                .containsExactly(
                        "JOB         FILE ID             SIZE  ATTEMPTS  SECONDS  URL",
                        "a           file-a           1.0 MiB         1     1.50  https://media.example/a.mp4",
                        "harbour-12  file-harbour-12  1.0 MiB         1     1.50  https://media.example/harbour-12.mp4",
                        "",
                        "JOB     CODE               ATTEMPTS  MESSAGE",
                        "b       Source.Empty              1  It went wrong.",
                        "    VOD takes no empty file: publish the job when the file is complete.",
                        "(none)  Job.MalformedJson         0  It went wrong.",
                        "    Publish one JSON object, UTF-8, as described by upload-job.schema.json.");
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(OutcomeTable.lines(List.of(), List.of())).isEmpty();
    }

    @Test
    void theRestOfALongListIsCounted() {
        List<String> lines = OutcomeTable.lines(Collections.nCopies(OutcomeTable.MAX_ROWS + 5, result("a", 1)), List.of());
        assertThat(lines).hasSize(OutcomeTable.MAX_ROWS + 2);
        assertThat(lines.getLast()).isEqualTo("and 5 more");
    }
}
