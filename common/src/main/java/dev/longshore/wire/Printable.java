package dev.longshore.wire;

/** Makes what a stranger sent fit to be quoted: short, and writable as UTF-8, so that an error about it can always be published and logged. */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** Whether the text holds half of a character: such text has no UTF-8 form. */
    public static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /**
     * The text as one printable line, cut after {@code most} characters: control characters, line and paragraph separators, what turns the direction of
     * the text and halves of characters are replaced.
     */
    public static String shortened(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(point -> surrogate(point) || breaksLine(point) ? REPLACEMENT : point)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > most ? shown.append('…').toString() : shown.toString();
    }

    private static boolean breaksLine(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069;
    }

    private static boolean surrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
