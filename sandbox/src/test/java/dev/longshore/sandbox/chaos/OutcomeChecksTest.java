package dev.longshore.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.chaos.Outcomes.Heard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check holds for a good run, and only the one that is concerned breaks when something is wrong. */
class OutcomeChecksTest {
    private final List<Order> deck = List.of(
            new Order("film", Path.of("film.mp4"), 10, Order.Fate.SUCCEEDS),
            new Order("missing", Path.of("missing.mp4"), 0, Order.Fate.FAILS));
    private final List<Heard> heard = new ArrayList<>();

    @BeforeEach
    void aGoodRun() {
        heard.add(success("film", 1, false, "media-1"));
        heard.add(success("film", 1, true, "media-1"));
        heard.add(failure("missing", 1, "Source.NotFound"));
        Deck.MALFORMED.forEach(_ -> heard.add(failure(null, 0, "Job.Malformed")));
    }

    @Test
    void aGoodRunKeepsEveryPromise() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void aJobWithoutOutcomeIsFound() {
        heard.removeIf(outcome -> "missing".equals(outcome.jobId()));
        assertThat(broken()).singleElement().asString().contains("every accepted job ends", "missing");
    }

    @Test
    void aSecondOutcomeOfARunThatIsNotMarkedAsARepeatIsFound() {
        heard.add(success("film", 1, false, "media-1"));
        assertThat(broken()).singleElement().asString().contains("film run 1: 2 outcomes");
    }

    @Test
    void anErrorBesideASuccessOfOneRunIsFound() {
        heard.addFirst(failure("film", 1, "Service.Unavailable"));
        assertThat(broken()).anySatisfy(check -> assertThat(check).asString().contains("film run 1: 2 outcomes"));
    }

    @Test
    void theOutcomeOfTheLastRunCounts() {
        heard.clear();
        aGoodRun();
        heard.replaceAll(outcome -> "film".equals(outcome.jobId()) ? success("film", 2, outcome.repeat(), "media-1") : outcome);
        heard.addFirst(failure("film", 1, "Worker.Lost"));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aSoundFileThatFailsIsFound() {
        heard.removeIf(outcome -> "film".equals(outcome.jobId()));
        heard.add(failure("film", 1, "Worker.Lost"));
        assertThat(broken()).singleElement().asString().contains("film failed with Worker.Lost");
    }

    @Test
    void aRepeatThatNamesAnotherMediaIsFound() {
        heard.add(success("film", 1, true, "media-2"));
        assertThat(broken()).singleElement().asString().contains("media-1 and media-2");
    }

    @Test
    void aMalformedRecordThatIsRefusedTwiceIsFound() {
        heard.add(failure(null, 0, "Job.Malformed"));
        assertThat(broken()).singleElement().asString().contains("malformed");
    }

    private List<Check> broken() {
        return new OutcomeChecks(deck, heard).all().stream().filter(check -> !check.holds()).toList();
    }

    private static Heard success(String jobId, int run, boolean repeat, String fileId) {
        return new Heard(0, jobId, run, repeat, fileId, null, 0);
    }

    private static Heard failure(String jobId, int run, String code) {
        return new Heard(0, jobId, run, false, null, code, 0);
    }
}
