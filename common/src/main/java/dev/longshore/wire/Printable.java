package dev.longshore.wire;

/** Makes what a stranger sent fit to be quoted: short, and writable as UTF-8, so that an error about a bad job can always be published. */
final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** Whether the text holds half of a character: such text has no UTF-8 form. */
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(Printable::surrogate);
    }

    /** The text without control characters and halves of characters, cut after {@code most} characters. */
    static String shortened(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(point -> surrogate(point) || Character.isISOControl(point) ? REPLACEMENT : point)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > most ? shown.append('…').toString() : shown.toString();
    }

    private static boolean surrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
