package dev.longshore.producer.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligns rows under headings; a heading begins with {@code <} or {@code >} for its side. */
final class Columns {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... headings) {
        this.headings = List.of(headings);
        rows.add(Arrays.stream(headings).map(heading -> heading.substring(1)).toList());
    }

    void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("A row needs " + headings.size() + " cells, not " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Words::clean).toList());
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream().mapToInt(each -> length(each.get(column))).max().orElse(0);
            String space = " ".repeat(width - length(row.get(i)));
            line.append(i == 0 ? "" : "  ").append(headings.get(i).startsWith(">") ? space + row.get(i) : row.get(i) + space);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
