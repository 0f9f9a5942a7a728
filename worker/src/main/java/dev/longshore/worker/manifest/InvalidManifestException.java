package dev.longshore.worker.manifest;

import dev.longshore.wire.Printable;

/** A manifest that can't be followed; the message says where, what and why, for people. */
public final class InvalidManifestException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;
    private static final int MOST = 500;

    private final int line;

    private InvalidManifestException(int line, String message) {
        super(message);
        this.line = line;
    }

    static InvalidManifestException of(String problem) {
        return new InvalidManifestException(0, Printable.shortened(problem, MOST));
    }

    /**
     * @param line 0 where it isn't known
     * @param text what is at fault on the line; shown shortened and without control characters
     */
    static InvalidManifestException at(int line, String text, String problem) {
        String where = line > 0 ? "line " + line + ": " : "";
        return new InvalidManifestException(line, where + "\"" + shown(text) + "\" " + problem);
    }

    /** From 1; 0 if the whole manifest is at fault. */
    public int line() {
        return line;
    }

    /** As one printable line, shortened. */
    static String shown(String text) {
        int length = text.codePointCount(0, text.length());
        return Printable.shortened(text, SHOWN) + (length <= SHOWN ? "" : " (" + length + " characters)");
    }
}
