package dev.longshore.wire;

import dev.longshore.outcome.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a record's {@value #HEADER} header says of its value. CloudEvents in binary mode have the job as their value and their attributes in {@code ce_} headers, which are ignored; in
 * structured mode the job is wrapped in an envelope, which no job is.
 */
public final class ContentType {
    public static final String HEADER = "content-type";

    private static final String CLOUD_EVENTS = "application/cloudevents";

    private ContentType() {}

    /**
     * @param value the header's; null if there is none
     * @throws InvalidJobException if it announces an envelope
     */
    public static void check(byte @Nullable [] value) throws InvalidJobException {
        if (value == null) {
            return;
        }
        String text = new String(value, StandardCharsets.UTF_8).strip();
        if (text.toLowerCase(Locale.ROOT).startsWith(CLOUD_EVENTS)) {
            throw new InvalidJobException(ErrorCode.MALFORMED_JSON, null, null,
                    "The record is a CloudEvent in structured or batched mode (content-type " + Printable.shortened(text, Headers.MAX_VALUE)
                            + "). Send it in binary mode: the job alone as the value, the event's attributes in ce_ headers.");
        }
    }
}
