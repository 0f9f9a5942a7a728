package dev.longshore.worker.conformance;

/** How values stand on the page. */
final class Texts {
    private static final int LONGEST = 60;
    private static final int BEGINNING = 12;

    private Texts() {}

    /** A long text by its beginning and length, and nothing that would end a cell. */
    static String shown(Object value) {
        String text = String.valueOf(value);
        int length = text.codePointCount(0, text.length());
        String shortened = length <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BEGINNING)) + "… (" + length + " characters)";
        return shortened.replace("|", "\\|").replace('`', '\'');
    }
}
