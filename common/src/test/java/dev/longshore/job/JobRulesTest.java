package dev.longshore.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The rules that the schema tests can't reach; the others are held there, against the schema. */
class JobRulesTest {
    @Test
    void aPlainJobBreaksNone() {
        assertThat(JobRules.check(UploadJob.of("a", "/a.mp4"))).isEmpty();
    }

    @Test
    void lengthsCountCharactersNotUtf16Units() {
        assertThat(JobRules.check(named("🚢".repeat(JobRules.MAX_MEDIA_NAME)))).isEmpty();
        assertThat(JobRules.check(named("🚢".repeat(JobRules.MAX_MEDIA_NAME) + "x"))).extracting(Violation::field)
                .containsExactly("mediaName");
    }

    @Test
    void aUrlIsToldApartFromABadPath() {
        assertThat(JobRules.check(UploadJob.of("a", "https://host/a.mp4"))).extracting(Violation::problem)
                .first()
                .asString()
                .contains("not a URL");
        assertThat(JobRules.check(UploadJob.of("a", "a.mp4"))).extracting(Violation::problem).first().asString().contains("absolute path");
    }

    @Test
    void aTimeThatCannotBeWrittenInIsoIsRefused() {
        OffsetDateTime oddOffset = OffsetDateTime.of(2030, 1, 1, 0, 0, 0, 0, ZoneOffset.ofTotalSeconds(61));
        OffsetDateTime farFuture = OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        for (OffsetDateTime time : new OffsetDateTime[] {oddOffset, farFuture}) {
            assertThat(JobRules.check(UploadJob.builder("a", "/a.mp4").expireTime(time).build())).extracting(Violation::field)
                    .containsExactly("expireTime");
        }
    }

    @Test
    void anExpiryIsInTheFutureUntilItsSecondHasCome() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(JobRules.checkAt(UploadJob.of("a", "/a.mp4"), now)).isEmpty();
        assertThat(JobRules.checkAt(expiring("2030-01-01T08:00:01+08:00"), now)).isEmpty();
        for (String past : new String[] {"2030-01-01T08:00:00+08:00", "2030-01-01T00:00:00.999Z", "2001-01-01T00:00:00Z"}) {
            assertThat(JobRules.checkAt(expiring(past), now)).as(past).extracting(Violation::field).containsExactly("expireTime");
            assertThat(JobRules.check(expiring(past))).as(past).isEmpty();
        }
    }

    @Test
    void aJobBeginsBeforeItsDeadline() {
        OffsetDateTime noon = OffsetDateTime.parse("2030-01-01T12:00:00Z");
        UploadJobBuilder job = UploadJob.builder("a", "/a.mp4").notBefore(noon);
        assertThat(JobRules.check(job.deadline(noon.plusNanos(1)).build())).isEmpty();
        for (OffsetDateTime deadline : new OffsetDateTime[] {noon, noon.withOffsetSameInstant(ZoneOffset.ofHours(8)), noon.minusDays(1)}) {
            assertThat(JobRules.check(job.deadline(deadline).build()))
                    .containsExactly(new Violation("notBefore", "must lie before the deadline, " + deadline));
        }
    }

    @Test
    void aJobBeginsAtMostThirtyDaysAheadWhichTimeMends() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        UploadJob job = UploadJob.builder("a", "/a.mp4").notBefore(OffsetDateTime.parse("2030-01-31T00:00:00.001Z")).build();
        assertThat(JobRules.check(job)).isEmpty();
        assertThat(JobRules.checkAhead(job, now)).containsExactly(
                new Violation("notBefore", "must lie at most 30 days ahead, but is 2030-01-31T00:00:00.001Z"));
        assertThat(JobRules.checkAhead(job, now.plusMillis(1))).isEmpty();
        assertThat(JobRules.checkAhead(UploadJob.of("a", "/a.mp4"), now)).isEmpty();
    }

    private static UploadJob expiring(String time) {
        return UploadJob.builder("a", "/a.mp4").expireTime(OffsetDateTime.parse(time)).build();
    }

    private static UploadJob named(String mediaName) {
        return UploadJob.builder("a", "/a.mp4").mediaName(mediaName).build();
    }
}
