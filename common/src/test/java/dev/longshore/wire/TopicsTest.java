package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void theTopicsHaveTheirPublishedNames() {
        assertThat(new Topics().all())
                .containsExactly(
                        "longshore.jobs", "longshore.admitted", "longshore.slices", "longshore.resumes", "longshore.closings",
                        "longshore.reports", "longshore.results", "longshore.errors", "longshore.status");
    }

    @Test
    void thePrefixBeginsEveryName() {
        assertThat(new Topics("eu.").all()).hasSameSizeAs(new Topics().all())
                .allMatch(name -> name.startsWith("eu."))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTaskTopicsHaveNamesOfTheirOwnForClassicGroups() {
        assertThat(new Topics("eu.").classic().all())
                .containsExactly(
                        "eu.jobs", "eu.admitted", "eu.classic.slices", "eu.classic.resumes", "eu.classic.closings", "eu.reports",
                        "eu.results",
                        "eu.errors", "eu.status");
    }
}
