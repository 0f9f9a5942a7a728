package dev.longshore.e2e.monitoring;

import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard, before Grafana's JSON is made of it.
 *
 * @param uid its id and its file's name
 */
record Dashboard(String uid, String title, String what, List<Row> rows) {

    /** Panels under one heading. */
    record Row(String title, List<Panel> panels) {}

    static Row row(String title, Panel... panels) {
        return new Row(title, List.of(panels));
    }

    Stream<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream());
    }
}
