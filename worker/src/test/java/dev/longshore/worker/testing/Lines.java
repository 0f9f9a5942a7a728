package dev.longshore.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.wire.Printable;
import dev.longshore.worker.step.Failure;

/** What a text that quotes a stranger must be. */
public final class Lines {
    private Lines() {}

    /** One line that a terminal shows as it stands, of at most so many characters, and writable as UTF-8. */
    public static void requireLine(String text, int most) {
        assertThat(text.codePointCount(0, text.length())).as("length").isLessThanOrEqualTo(most);
        assertThat(Printable.hasLoneSurrogate(text)).as("half characters").isFalse();
        assertThat(text.codePoints().filter(Lines::breaks).mapToObj(Integer::toHexString)).as("characters that break the line").isEmpty();
    }

    /** Each of a failure's texts. */
    public static void requireLines(Failure failure) {
        requireLine(failure.message(), Failure.MOST_OF_MESSAGE + 1);
        for (String text : new String[] {failure.serviceCode(), failure.serviceMessage(), failure.requestId()}) {
            if (text != null) {
                requireLine(text, 501);
            }
        }
    }

    private static boolean breaks(int point) {
        int type = Character.getType(point);
        boolean turns = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || turns;
    }
}
