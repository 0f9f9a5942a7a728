package dev.longshore.worker.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "10M, 10485760",
        "10m, 10485760",
        "512k, 524288",
        "1.5G, 1610612736",
        "65536B, 65536",
        "0.0625M, 65536",
        "1T, 1099511627776",
        "off, 0",
        "OFF, 0"
    })
    void oneLimitHoldsAlways(String text, long limit) {
        Timetable timetable = Timetable.parse(text, BERLIN);
        for (int hour = 0; hour < 8 * 24; hour++) {
            assertThat(timetable.limitAt(Instant.parse("2026-03-27T00:00:00Z").plusSeconds(3600L * hour))).isEqualTo(limit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-14T07:59:59, 0",
        "2026-01-14T08:00:00, 10",
        "2026-01-14T18:59:59, 10",
        "2026-01-14T19:00:00, 0",
        "2026-01-15T00:00:00, 0"
    })
    void anEntryHoldsFromItsTimeUntilTheNextOnesRoundTheDay(LocalDateTime time, long mib) {
        assertThat(limit("08:00,10M 19:00,off", time)).isEqualTo(mib * MIB);
        assertThat(limit("19:00,off;08:00,10M", time)).isEqualTo(mib * MIB);
        assertThat(limit("# by day\n08:00,10M # the line is shared\n\r\n\t19:00,off\n", time)).isEqualTo(mib * MIB);
    }

    /** The 14th is a Wednesday. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-12T08:59:00, 3",
        "2026-01-12T09:00:00, 1",
        "2026-01-14T12:00:00, 1",
        "2026-01-16T17:30:00, 2",
        "2026-01-17T12:00:00, 2",
        "2026-01-18T21:59:59, 2",
        "2026-01-18T22:00:00, 3",
        "2026-01-19T08:59:59, 3"
    })
    void aWeekIsARing(LocalDateTime time, long mib) {
        assertThat(limit("Mon-09:00,1M fri-17:30,2M Sunday-22:00,3M", time)).isEqualTo(mib * MIB);
        assertThat(limit("Sunday-22:00,3M Mon-09:00,1M FRIDAY-17:30,2M", time)).isEqualTo(mib * MIB);
    }

    @Test
    void anEntryForOneDayHoldsUntilTheNextEntryWhateverDayItIsFor() {
        String text = "08:00,1M Sat-10:00,5M Sat-08:00,4M";
        assertThat(limit(text, LocalDateTime.parse("2026-01-16T23:00:00"))).isEqualTo(MIB);
        assertThat(limit(text, LocalDateTime.parse("2026-01-17T09:00:00"))).isEqualTo(4 * MIB);
        assertThat(limit(text, LocalDateTime.parse("2026-01-18T07:59:00"))).isEqualTo(5 * MIB);
        assertThat(limit(text, LocalDateTime.parse("2026-01-18T08:00:00"))).isEqualTo(MIB);
    }

    @Test
    void ofTwoEntriesForTheSameTimeTheLastOneHoldsAndOneOfADayBeforeOneOfAllDays() {
        assertThat(limit("08:00,1M 08:00,2M", LocalDateTime.parse("2026-01-14T08:00:00"))).isEqualTo(2 * MIB);
        assertThat(limit("Wed-08:00,3M 08:00,1M", LocalDateTime.parse("2026-01-14T08:00:00"))).isEqualTo(3 * MIB);
    }

    @Test
    void oneEntryForOneDayHoldsAllTheWeek() {
        for (int day = 1; day < 20; day++) {
            assertThat(limit("Tue-03:00,1M", LocalDateTime.parse("2026-01-01T02:59:00").plusDays(day))).isEqualTo(MIB);
        }
    }

    /** On 29 March 2026 the clocks of Berlin go from 2:00 to 3:00, at 1:00 in UTC. */
    @Test
    void aTimeThatIsSkippedCountsFromTheMomentAtWhichTheClocksAreSet() {
        Timetable timetable = Timetable.parse("01:00,1M 02:10,2M 02:50,3M 03:05,4M", BERLIN);
        assertThat(timetable.limitAt(Instant.parse("2026-03-29T00:59:59Z"))).isEqualTo(MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-03-29T01:00:00Z"))).isEqualTo(3 * MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-03-29T01:04:59Z"))).isEqualTo(3 * MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-03-29T01:05:00Z"))).isEqualTo(4 * MIB);
    }

    /** On 25 October 2026 they go from 3:00 back to 2:00, at 1:00 in UTC. */
    @Test
    void aTimeThatComesTwiceCountsFromItsFirstComingAndNoLimitReturns() {
        Timetable timetable = Timetable.parse("01:00,1M 02:30,2M 03:00,3M", BERLIN);
        assertThat(timetable.limitAt(Instant.parse("2026-10-25T00:29:59Z"))).isEqualTo(MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo(2 * MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-10-25T01:10:00Z"))).isEqualTo(2 * MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-10-25T01:59:59Z"))).isEqualTo(2 * MIB);
        assertThat(timetable.limitAt(Instant.parse("2026-10-25T02:00:00Z"))).isEqualTo(3 * MIB);
    }

    /** Apia left out 30 December 2011. */
    @Test
    void aDayThatIsSkippedLeavesTheLastOfItsEntriesInForce() {
        Timetable timetable = Timetable.parse("Thu-08:00,1M Fri-08:00,2M Sat-09:00,3M", ZoneId.of("Pacific/Apia"));
        Instant saturday = Instant.parse("2011-12-30T10:00:00Z");
        assertThat(timetable.limitAt(saturday.minusSeconds(1))).isEqualTo(MIB);
        assertThat(timetable.limitAt(saturday)).isEqualTo(2 * MIB);
        assertThat(timetable.limitAt(saturday.plusSeconds(9 * 3600))).isEqualTo(3 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "512", "0", "0M", "-1M", "10 M", "10MB", "10Mi", "M", "1e6B", "10M:5M", "1000X", "63K", "65535B", "1025G",
        "2T",
        "999999999999999T", "1.M", ".5M", "unlimited", "08:00,10", "08:00,10M:off"})
    void whatIsNoLimitIsRefused(String text) {
        assertThatThrownBy(() -> Timetable.parse(text, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8:00,10M", "24:00,10M", "08:60,10M", "0800,10M", "08:00", "08:00,", ",10M", "08:00,10M,", "08:00,10M 12:00",
        "Mo-08:00,1M", "Montag-08:00,1M", "Mon 08:00,1M", "Mon-Fri-08:00,1M", "-08:00,1M", "08:00-10:00,1M", "10M 20M", "08:00, 10M"})
    void whatIsNoEntryIsRefused(String text) {
        assertThatThrownBy(() -> Timetable.parse(text, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusalNamesTheWordAndTheWayOut() {
        assertThatThrownBy(() -> Timetable.parse("08:00,10M 12:00,20", BERLIN))
                .hasMessage("\"20\" is no limit: write a number with a suffix, 512K, 10M or 1.5G (KiB, MiB or GiB a second), or off");
        assertThatThrownBy(() -> Timetable.parse("10K", BERLIN))
                .hasMessage("\"10K\" is out of bounds: a limit is 64K to 1T bytes a second, or off");
        assertThatThrownBy(() -> Timetable.parse("Moon-08:00,1M", BERLIN)).hasMessageStartingWith("\"Moon\" is no weekday");
        assertThatThrownBy(() -> Timetable.parse("8 Uhr", BERLIN)).hasMessageStartingWith("\"8\" is no entry of a timetable");
        assertThatThrownBy(() -> Timetable.parse("\u001b[31m" + "x".repeat(100) + ",y", BERLIN)).hasMessageStartingWith("\"?[31mxxx")
                .message()
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", ";;", "# 10M"})
    void nothingIsNoTimetable(String text) {
        assertThatThrownBy(() -> Timetable.parse(text, BERLIN)).hasMessage("there is no limit in it; say off for none");
    }

    @Test
    void aTimetableIsOfBoundedLength() {
        String most = IntStream.range(0, TimetableText.MOST_ENTRIES)
                .mapToObj(n -> "%02d:%02d,%dM".formatted(n / 60, n % 60, n + 1))
                .collect(Collectors.joining(" "));
        assertThat(limit(most, LocalDateTime.parse("2026-01-14T08:19:30"))).isEqualTo(500 * MIB);
        assertThatThrownBy(() -> Timetable.parse(most + " 23:00,1M", BERLIN)).hasMessageContaining("501 entries");
    }

    private static long limit(String text, LocalDateTime time) {
        return Timetable.parse(text, ZoneOffset.ofHours(8)).limitAt(time.toInstant(ZoneOffset.ofHours(8)));
    }
}
