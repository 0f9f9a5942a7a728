package dev.longshore.producer.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as {@code 2h}, which is two hours ago, or as {@code 2030-01-31T12:00:00Z}. */
final class Moments implements ITypeConverter<Moments.Moment> {
    /** A time, perhaps seen from now. */
    sealed interface Moment {
        Instant seenFrom(Instant now);
    }

    private record Ago(Duration ago) implements Moment {
        @Override
        public Instant seenFrom(Instant now) {
            return now.minus(ago);
        }
    }

    private record At(Instant at) implements Moment {
        @Override
        public Instant seenFrom(Instant now) {
            return at;
        }
    }

    @Override
    public Moment convert(String text) {
        try {
            return new At(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            try {
                return new Ago(new Durations().convert(text));
            } catch (TypeConversionException none) {
                throw new TypeConversionException("'" + text + "' is no time; write 2h for two hours ago, or 2030-01-31T12:00:00Z");
            }
        }
    }
}
