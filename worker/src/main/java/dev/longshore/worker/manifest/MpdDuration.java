package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a period lasts.
 *
 * @param seconds exact; absent if the manifest doesn't tell
 */
record MpdDuration(@Nullable BigDecimal seconds) {
    private static final int MOST_CHARACTERS = 64;

    /**
     * A period's own duration, else up to where the next one begins, the last one's up to the end of the presentation. A period without a start
     * begins where the one before ends.
     */
    static List<MpdDuration> ofPeriods(MpdElement mpd, List<MpdElement> periods) throws InvalidManifestException {
        List<MpdDuration> durations = new ArrayList<>(periods.size());
        Text whole = mpd.attribute("mediaPresentationDuration");
        BigDecimal end = whole == null ? null : seconds(whole);
        BigDecimal begin = BigDecimal.ZERO;
        for (int i = 0; i < periods.size(); i++) {
            MpdElement period = periods.get(i);
            begin = start(period, begin);
            BigDecimal next = i + 1 < periods.size() ? start(periods.get(i + 1), null) : end;
            Text own = period.attribute("duration");
            BigDecimal lasts = own != null ? seconds(own) : begin == null || next == null ? null : next.subtract(begin);
            if (lasts != null && lasts.signum() < 0) {
                throw period.refuse("ends before it begins");
            }
            durations.add(new MpdDuration(lasts));
            begin = begin == null || lasts == null ? null : begin.add(lasts);
        }
        return durations;
    }

    private static @Nullable BigDecimal start(MpdElement period, @Nullable BigDecimal otherwise) throws InvalidManifestException {
        Text start = period.attribute("start");
        return start == null ? otherwise : seconds(start);
    }

    /** Of an {@code xs:duration} without years and months, whose length is not fixed. */
    static BigDecimal seconds(Text text) throws InvalidManifestException {
        String value = text.value().strip();
        try {
            if (value.length() <= MOST_CHARACTERS) {
                Duration duration = DatatypeFactory.newDefaultInstance().newDuration(value);
                boolean fixed = isZero(duration, DatatypeConstants.YEARS) && isZero(duration, DatatypeConstants.MONTHS);
                if (fixed && duration.getSign() >= 0) {
                    return field(duration, DatatypeConstants.DAYS, 86_400)
                            .add(field(duration, DatatypeConstants.HOURS, 3_600))
                            .add(field(duration, DatatypeConstants.MINUTES, 60))
                            .add(field(duration, DatatypeConstants.SECONDS, 1));
                }
            }
        } catch (IllegalArgumentException e) {
            // the message below holds for it
        }
        throw InvalidManifestException.at(text.line(), value, "is no duration in days, hours, minutes and seconds, such as PT1H2M3.5S");
    }

    private static boolean isZero(Duration duration, DatatypeConstants.Field field) {
        return field(duration, field, 1).signum() == 0;
    }

    private static BigDecimal field(Duration duration, DatatypeConstants.Field field, int seconds) {
        Number value = duration.getField(field);
        BigDecimal exact = switch (value) {
            case null -> BigDecimal.ZERO;
            case BigInteger whole -> new BigDecimal(whole);
            case BigDecimal decimal -> decimal;
            default -> new BigDecimal(value.toString());
        };
        return exact.multiply(BigDecimal.valueOf(seconds));
    }
}
