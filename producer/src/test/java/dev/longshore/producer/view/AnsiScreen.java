package dev.longshore.producer.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal of a given size with scrollback: obeys the sequences that a VT100 knows and fails on any other. */
final class AnsiScreen implements Terminal {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])");

    private final int columns;
    private final int rows;
    private final boolean live;
    private final List<char[]> lines = new ArrayList<>();
    private int row;
    private int column;
    private boolean cursor = true;
    private int wrapped;

    AnsiScreen(int columns, int rows, boolean live) {
        this.columns = columns;
        this.rows = rows;
        this.live = live;
        lines.add(blank());
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public boolean unicode() {
        return false;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void write(String text) {
        Matcher sequence = SEQUENCE.matcher(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                if (!sequence.find(i) || sequence.start() != i) {
                    throw new AssertionError("Not a control sequence at " + i);
                }
                obey(sequence.group(2).charAt(0), sequence.group(1));
                i = sequence.end();
                continue;
            }
            print(c);
            i++;
        }
    }

    /** Everything from the first line, scrolled away or not, without blank lines at the end. */
    List<String> text() {
        List<String> text = new ArrayList<>(lines.stream().map(line -> new String(line).stripTrailing()).toList());
        while (!text.isEmpty() && text.getLast().isEmpty()) {
            text.removeLast();
        }
        return text;
    }

    boolean cursorShown() {
        return cursor;
    }

    int wrappedLines() {
        return wrapped;
    }

    private void print(char c) {
        if (c == '\n') {
            column = 0;
            down();
        } else if (c == '\r') {
            column = 0;
        } else {
            if (c < ' ') {
                throw new AssertionError("Control character " + (int) c);
            }
            if (column == columns) {
                column = 0;
                wrapped++;
                down();
            }
            lines.get(row)[column++] = c;
        }
    }

    private void obey(char command, String argument) {
        switch (command + argument) {
            case "h?25" -> cursor = true;
            case "l?25" -> cursor = false;
            case "J" -> {
                Arrays.fill(lines.get(row), column, columns, ' ');
                lines.subList(row + 1, lines.size()).forEach(line -> Arrays.fill(line, ' '));
            }
            default -> {
                if (command != 'A') {
                    throw new AssertionError("Unknown sequence " + argument + command);
                }
                row = Math.max(Math.max(0, lines.size() - rows), row - Integer.parseInt(argument));
            }
        }
    }

    private void down() {
        row++;
        if (row == lines.size()) {
            lines.add(blank());
        }
    }

    private char[] blank() {
        char[] line = new char[columns];
        Arrays.fill(line, ' ');
        return line;
    }
}
