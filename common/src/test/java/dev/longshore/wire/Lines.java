package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;

/** What a text that quotes a stranger must be. */
final class Lines {
    private Lines() {}

    /** One line that a terminal shows as it stands, of at most so many characters, and writable as UTF-8. */
    static void requireLine(String text, int most) {
        assertThat(text.codePointCount(0, text.length())).as("length").isLessThanOrEqualTo(most);
        assertThat(Printable.hasLoneSurrogate(text)).as("half characters").isFalse();
        assertThat(text.codePoints().filter(Lines::breaks).mapToObj(Integer::toHexString)).as("characters that break the line").isEmpty();
    }

    private static boolean breaks(int point) {
        int type = Character.getType(point);
        boolean turns = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || turns;
    }
}
