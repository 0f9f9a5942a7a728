package dev.longshore.producer.view;

import java.util.List;

/**
 * The lines at the bottom of a terminal that are drawn over, in the control sequences that every ANSI terminal knows. Each live line must be shorter than
 * the terminal is wide; lasting lines may wrap, they scroll away upwards.
 */
final class Frame {
    private static final String ESC = "\u001b[";

    private int height;
    private boolean cursorHidden;

    /** Puts {@code lasting} above and replaces the frame by {@code live}. */
    String paint(List<String> lasting, List<String> live) {
        StringBuilder out = new StringBuilder();
        if (!cursorHidden) {
            out.append(ESC).append("?25l");
            cursorHidden = true;
        }
        wipe(out);
        lasting.forEach(line -> out.append(line).append('\n'));
        live.forEach(line -> out.append(line).append('\n'));
        height = live.size();
        return out.toString();
    }

    /** Removes the frame and gives the cursor back. */
    String end() {
        StringBuilder out = new StringBuilder();
        wipe(out);
        height = 0;
        if (cursorHidden) {
            out.append(ESC).append("?25h");
            cursorHidden = false;
        }
        return out.toString();
    }

    private void wipe(StringBuilder out) {
        if (height > 0) {
            out.append(ESC).append(height).append('A');
            out.append('\r').append(ESC).append('J');
        }
    }
}
