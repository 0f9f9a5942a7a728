package dev.longshore.e2e.monitoring;

import static dev.longshore.e2e.monitoring.Dashboard.row;
import static dev.longshore.e2e.monitoring.Panel.graph;
import static dev.longshore.e2e.monitoring.Panel.stat;
import static dev.longshore.e2e.monitoring.Panel.table;

import java.util.List;

/** The dashboards. {@code I} selects the workers that are chosen above them. */
final class Dashboards {
    static final List<Dashboard> ALL =
            List.of(fleet(), MoreDashboards.jobs(), MoreDashboards.transfer(), MoreDashboards.services(), LedgerDashboard.make());

    static final String I = "instance=~\"$instance\"";

    /** The rate of a counter, summed by labels. */
    static String rate(String counter, String matcher, String by) {
        String selected = matcher.isEmpty() ? I : I + "," + matcher;
        return "sum" + (by.isEmpty() ? "" : " by (" + by + ")") + " (rate(" + counter + "{" + selected + "}[$__rate_interval]))";
    }

    private Dashboards() {}

    private static Dashboard fleet() {
        return new Dashboard("longshore-fleet", "fleet", "Which workers there are, how busy they are, how long the backlog lasts.", List.of(
                row("Now",
                        stat("Workers", "short", "Workers that answer.").with("count(longshore_worker{" + I + "})", "workers"),
                        stat("Ledgers running", "short", "Workers whose ledger owns what it was assigned.")
                                .with("sum(longshore_ledger_running{" + I + "})", "ledgers"),
                        stat("Uploaders running", "short", "Workers that take tasks.")
                                .with("sum(longshore_uploader_running{" + I + "})", "uploaders"),
                        stat("Jobs not ended", "short", "Queued, uploading, closing or waiting.")
                                .with("longshore:unfinished_jobs:sum", "jobs"),
                        stat("Backlog lasts", "s",
                                "Known bytes left, and unknown jobs at their mean size, at the last quarter of an hour's speed.")
                                .with("longshore:backlog_eta_seconds:estimate", "time left"),
                        stat("Stored", "Bps", "Bytes whose storage COS confirmed.")
                                .with("longshore:stored_bytes:rate5m", "stored")),
                row("Alerts and workers",
                        table("Alerts", "short", "Alerts that fire or are about to.")
                                .with("ALERTS{alertname=~\"Longshore.*\"}", "{{alertname}}"),
                        table("Who answers", "short", "Workers by name, with their roles.").with("longshore_worker{" + I + "}",
                                "{{worker}}")),
                row("Slots",
                        graph("Busy slots", "percentunit", "Part of the slots that carry a task.")
                                .with("longshore:slots_busy:ratio", "{{pool}}"),
                        graph("Busy slots by worker", "short", "Tasks that each worker carries.")
                                .with("sum by (instance, pool) (longshore_slots_busy{" + I + "})", "{{instance}} {{pool}}"),
                        graph("Free slots", "short", "Slots without a task.")
                                .with("sum by (pool) (longshore_slots{" + I + "} - longshore_slots_busy{" + I + "})", "{{pool}}")),
                row("Processes",
                        graph("Processor", "percentunit", "Part of the machine's processors that the worker uses.")
                                .with("process_cpu_usage{" + I + "}", "{{instance}}"),
                        graph("Heap", "bytes", "Java heap in use.")
                                .with("sum by (instance) (jvm_memory_used_bytes{" + I + ",area=\"heap\"})", "{{instance}}"),
                        graph("Pauses for garbage collection", "percentunit", "Part of the time that the worker stood still.")
                                .with("sum by (instance) (rate(jvm_gc_pause_seconds_sum{" + I + "}[$__rate_interval]))", "{{instance}}"),
                        graph("Threads", "short", "Platform threads.").with("jvm_threads_live_threads{" + I + "}", "{{instance}}"),
                        graph("Open files", "short", "File descriptors in use.").with("process_files_open_files{" + I + "}",
                                "{{instance}}"),
                        graph("Time since start", "s", "A saw tooth is a worker that keeps restarting.")
                                .with("process_uptime_seconds{" + I + "}", "{{instance}}"))));
    }
}
