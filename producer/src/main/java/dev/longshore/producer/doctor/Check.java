package dev.longshore.producer.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What one look found.
 *
 * @param name what was looked at
 * @param detail what was found
 * @param mend what to do about it; null if nothing need be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(String name, Level level, String detail, @Nullable String mend) {
    /** How bad it is; the lower-case name is what is printed. */
    public enum Level {
        @JsonProperty("ok")
        OK,
        /** It may work, or couldn't be looked at. */
        @JsonProperty("warn")
        WARN,
        @JsonProperty("fail")
        FAIL
    }

    static Check ok(String name, String detail) {
        return new Check(name, Level.OK, detail, null);
    }

    static Check warn(String name, String detail, String mend) {
        return new Check(name, Level.WARN, detail, mend);
    }

    static Check fail(String name, String detail, String mend) {
        return new Check(name, Level.FAIL, detail, mend);
    }
}
