package dev.longshore.e2e.monitoring;

import static dev.longshore.e2e.monitoring.Dashboard.row;
import static dev.longshore.e2e.monitoring.Dashboards.I;
import static dev.longshore.e2e.monitoring.Dashboards.rate;
import static dev.longshore.e2e.monitoring.Panel.graph;

import java.util.List;

/** The ledger and Kafka below it. */
final class LedgerDashboard {
    private LedgerDashboard() {}

    static Dashboard make() {
        return new Dashboard("longshore-ledger", "ledger and Kafka", "Whether decisions keep up, and what Kafka costs.", List.of(
                row("Ledger",
                        graph("Running", "short", "1: Kafka Streams owns what it was assigned.")
                                .with("longshore_ledger_running{" + I + "}", "{{instance}}"),
                        graph("Partitions", "short", "While some are under way, the gauges of jobs and backlog are too low.")
                                .with("sum by (instance, count) (longshore_ledger_partitions{" + I + "})", "{{instance}} {{count}}"),
                        graph("Unread records", "short", "Lag of the ledger's partitions, by topic.")
                                .with("sum by (topic) (kafka_consumer_fetch_manager_records_lag{" + I + "})", "{{topic}}"),
                        graph("Notes", "ops", "Leases that expired, tasks that got lost, aborts that failed.")
                                .with(rate("longshore_ledger_events_total", "", "event"), "{{event}}"),
                        graph("Tasks issued", "ops", "Put into their queues.").with(rate("longshore_tasks_issued_total", "", "queue"),
                                "{{queue}}"),
                        graph("Stream threads that died", "short", "Since the worker started; each was replaced.")
                                .with("max by (instance) (kafka_stream_failed_stream_threads_total{" + I + "})", "{{instance}}")),
                row("Stores",
                        graph("Stores being restored", "short", "While there are any, their partitions stand still.")
                                .with("longshore_ledger_restoring_stores{" + I + "}", "{{instance}}"),
                        graph("Restored records", "ops", "Read back into the stores.")
                                .with(rate("longshore_ledger_restored_records_total", "", "instance"), "{{instance}}"),
                        graph("Disk", "percentunit", "Free part of the disk that holds the stores.")
                                .with("longshore_ledger_disk_free_bytes{" + I + "} / longshore_ledger_disk_size_bytes{" + I + "}",
                                        "{{instance}}")),
                row("Streams",
                        graph("Records processed", "ops", "By all stream threads.")
                                .with("sum by (instance) (kafka_stream_thread_process_rate{" + I + "})", "{{instance}}"),
                        graph("Commits", "ops", "Transactions, a second.")
                                .with("sum by (instance) (kafka_stream_thread_commit_rate{" + I + "})", "{{instance}}"),
                        graph("Time of a commit", "ms", "Mean.")
                                .with("avg by (instance) (kafka_stream_thread_commit_latency_avg{" + I + "})", "{{instance}}")),
                row("Queues and reports",
                        graph("Deliveries", "ops", "Tasks received; again: an earlier delivery was not accepted.")
                                .with(rate("longshore_deliveries_total", "", "queue, delivery"), "{{queue}} {{delivery}}"),
                        graph("Given back unstarted", "ops", "Tasks released to their queues.")
                                .with(rate("longshore_releases_total", "", "queue"), "{{queue}}"),
                        graph("Reports", "ops", "Sent by workers, by whether Kafka took them.")
                                .with(rate("longshore_report_duration_seconds_count", "", "outcome"), "{{outcome}}"),
                        graph("Time of a report", "s", "Until Kafka acknowledged it.")
                                .quantiles("longshore_report_duration_seconds", I, ""),
                        graph("Producer", "ms", "Mean time of a request of the reports' producer.")
                                .with("avg by (instance) (kafka_producer_request_latency_avg{" + I + "})", "{{instance}}"),
                        graph("Consumers' connections", "short", "Open connections of the ledger's consumers.")
                                .with("sum by (instance) (kafka_consumer_connection_count{" + I + "})", "{{instance}}"))));
    }
}
