package dev.longshore.worker.manifest;

import java.util.Arrays;
import javax.xml.stream.Location;

/** Where start tags and their attributes stand; the parser tells only the line and column of a tag's end, and its offsets are not exact. */
final class TagLines {
    private final String text;
    private int[] starts = new int[64];
    private int lines = 1;

    TagLines(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == '\n' || here == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                begin(i + 1);
            }
        }
    }

    private void begin(int offset) {
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = offset;
    }

    /** @param end where the parser is when it has read the tag; no value of an attribute holds a raw {@code <}, so the last one begins the tag */
    Tag endingAt(Location end) {
        int last = Math.clamp(end.getLineNumber(), 1, lines);
        int offset = Math.clamp(starts[last - 1] + Math.max(end.getColumnNumber(), 1) - 1, 0, text.length());
        return new Tag(Math.max(text.lastIndexOf('<', offset - 1), 0), offset);
    }

    /** The text of a line, from 1. */
    String line(int number) {
        int line = Math.clamp(number, 1, lines);
        return text.substring(starts[line - 1], line == lines ? text.length() : starts[line]).strip();
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(starts, 0, lines, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** A start tag. */
    final class Tag {
        private final int start;
        private final int end;
        private final int line;

        private Tag(int start, int end) {
            this.start = start;
            this.end = end;
            this.line = lineAt(start);
        }

        int line() {
            return line;
        }

        int lineOf(String attribute) {
            if (lineAt(end) == line) {
                return line;
            }
            char quote = 0;
            for (int i = start + 1; i < end; i++) {
                char here = text.charAt(i);
                if (quote != 0) {
                    quote = here == quote ? 0 : quote;
                } else if (here == '"' || here == '\'') {
                    quote = here;
                } else if (begins(attribute, i)) {
                    return lineAt(i);
                }
            }
            return line;
        }

        private boolean begins(String attribute, int at) {
            if (!text.startsWith(attribute, at) || !Character.isWhitespace(text.charAt(at - 1))) {
                return false;
            }
            int next = at + attribute.length();
            while (next < end && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            return next < end && text.charAt(next) == '=';
        }
    }
}
