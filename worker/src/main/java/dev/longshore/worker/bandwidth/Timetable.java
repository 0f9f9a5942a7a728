package dev.longshore.worker.bandwidth;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which limit is in force when: each entry from its time until the next one's, round the week.
 *
 * <p>Times are a zone's. One that the clocks skip counts from the moment at which they are put forward; one that they show twice counts from the
 * first time on.
 */
public final class Timetable {
    private final List<Entry> entries;
    private final ZoneId zone;

    /**
     * @param day absent: every day
     * @param from without seconds
     * @param limit bytes a second; 0: none
     */
    record Entry(@Nullable DayOfWeek day, LocalTime from, long limit) {
        boolean on(LocalDate date) {
            return day == null || day == date.getDayOfWeek();
        }
    }

    Timetable(List<Entry> entries, ZoneId zone) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a timetable needs an entry");
        }
        // The sort is stable: of two entries for the same time the later one in the text holds, and one for a day before one for every day.
        this.entries = entries.stream()
                .sorted(Comparator.comparing(Entry::from).thenComparing(entry -> entry.day() != null))
                .toList()
                .reversed();
        this.zone = zone;
    }

    /**
     * Reads a timetable as {@link TimetableText} describes it.
     *
     * @throws IllegalArgumentException with what is wrong and how it is written
     */
    public static Timetable parse(String text, ZoneId zone) {
        return new Timetable(TimetableText.parse(text), zone);
    }

    /** The limit in force, in bytes a second; 0: none. */
    public long limitAt(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        // An entry for a day is at most a week old, or a day more where the clocks were put across midnight.
        for (LocalDate date = today.plusDays(1); date.isAfter(today.minusDays(9)); date = date.minusDays(1)) {
            for (Entry entry : entries) {
                if (entry.on(date) && !begins(date.atTime(entry.from())).isAfter(moment)) {
                    return entry.limit();
                }
            }
        }
        throw new IllegalStateException("no entry of the last week: " + entries);
    }

    private Instant begins(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap() ? change.getInstant() : time.atZone(zone).toInstant();
    }
}
