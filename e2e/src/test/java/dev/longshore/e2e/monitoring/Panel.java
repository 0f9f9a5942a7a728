package dev.longshore.e2e.monitoring;

import java.util.ArrayList;
import java.util.List;

/**
 * One panel of a dashboard.
 *
 * @param kind Grafana's panel type
 * @param unit Grafana's unit id
 * @param what one sentence for the reader
 * @param queries what it shows
 */
record Panel(String title, Kind kind, String unit, String what, List<Query> queries) {

    /** Grafana's panel types, as far as they are used, with the width that they are given of 24 columns. */
    enum Kind {
        TIMESERIES("timeseries", 8),
        STAT("stat", 4),
        TABLE("table", 12);

        final String type;
        final int width;

        Kind(String type, int width) {
            this.type = type;
            this.width = width;
        }
    }

    /**
     * @param expression PromQL; may use {@code $instance} and {@code $__rate_interval}
     * @param legend Grafana's legend format
     */
    record Query(String expression, String legend) {}

    static Panel graph(String title, String unit, String what) {
        return new Panel(title, Kind.TIMESERIES, unit, what, List.of());
    }

    static Panel stat(String title, String unit, String what) {
        return new Panel(title, Kind.STAT, unit, what, List.of());
    }

    static Panel table(String title, String unit, String what) {
        return new Panel(title, Kind.TABLE, unit, what, List.of());
    }

    Panel with(String expression, String legend) {
        List<Query> more = new ArrayList<>(queries);
        more.add(new Query(expression, legend));
        return new Panel(title, kind, unit, what, List.copyOf(more));
    }

    /** Median, 95th and 99th percentile of a histogram, by the labels. */
    Panel quantiles(String histogram, String matcher, String by) {
        Panel panel = this;
        for (String quantile : List.of("0.5", "0.95", "0.99")) {
            String labels = by.isEmpty() ? "le" : "le, " + by;
            String legend = "p" + quantile.substring(2).replaceFirst("^5$", "50") + (by.isEmpty() ? "" : " {{" + by + "}}");
            panel = panel.with("histogram_quantile(%s, sum by (%s) (rate(%s_bucket{%s}[$__rate_interval])))".formatted(
                    quantile, labels, histogram, matcher), legend);
        }
        return panel;
    }
}
