package dev.longshore.e2e.monitoring;

import static dev.longshore.e2e.monitoring.Dashboard.row;
import static dev.longshore.e2e.monitoring.Dashboards.I;
import static dev.longshore.e2e.monitoring.Dashboards.rate;
import static dev.longshore.e2e.monitoring.Panel.graph;
import static dev.longshore.e2e.monitoring.Panel.stat;

import java.util.List;

/** What becomes of jobs and bytes. */
final class MoreDashboards {
    private MoreDashboards() {}

    static Dashboard jobs() {
        return new Dashboard("longshore-jobs", "job flow", "What comes in, what it waits for, how it ends.", List.of(
                row("Flow",
                        graph("Jobs by state", "short", "Jobs that the ledger knows; ended ones until the dedupe window is over.")
                                .with("sum by (state) (longshore_jobs{" + I + "})", "{{state}}"),
                        graph("Jobs in and out", "ops", "Runs begun and outcomes published, a second.")
                                .with(rate("longshore_jobs_admitted_total", "", ""), "admitted")
                                .with(rate("longshore_job_outcomes_total", "", "outcome"), "{{outcome}}"),
                        graph("Failures by code", "ops", "Jobs that failed, and records that never became one.")
                                .with(rate("longshore_job_outcomes_total", "outcome=~\"failed|refused\"", "code"), "{{code}}"),
                        graph("Failed by others' fault", "percentunit",
                                "Part of the ended jobs that failed for a reason not their publisher's.")
                                .with("longshore:job_errors:ratio_rate5m", "5 minutes")
                                .with("longshore:job_errors:ratio_rate1h", "1 hour"),
                        graph("Retries by code", "ops", "Failures that are waited out and tried again.")
                                .with(rate("longshore_job_retries_total", "", "code"), "{{code}}"),
                        graph("Published again", "ops", "Jobs published again while they ran, and after they had succeeded.")
                                .with(rate("longshore_jobs_duplicate_total", "", ""), "while running")
                                .with(rate("longshore_job_outcomes_total", "outcome=\"repeated\"", ""), "after success")),
                row("Time",
                        graph("From job to result", "s", "From the published job's time stamp to its result.")
                                .quantiles("longshore_job_duration_seconds", I + ",outcome=\"succeeded\"", ""),
                        graph("Phases", "s", "95th percentile of the time in each phase.")
                                .with("histogram_quantile(0.95, sum by (le, phase) (rate(longshore_job_phase_duration_seconds_bucket{" + I
                                        + "}[$__rate_interval])))", "{{phase}}"),
                        graph("Waiting in queues", "s", "95th percentile of the time from a task's issue to its start.")
                                .with("histogram_quantile(0.95, sum by (le, queue) (rate(longshore_task_queue_wait_seconds_bucket{" + I
                                        + "}[$__rate_interval])))", "{{queue}}")),
                row("Backlog",
                        graph("Tasks that wait", "short", "Issued, and started by nobody.")
                                .with("sum by (queue) (longshore_backlog_tasks{" + I + "})", "{{queue}}"),
                        graph("Jobs that wait", "short", "Jobs with a slice that nobody has started, and jobs whose size is not known yet.")
                                .with("sum(longshore_backlog_jobs{" + I + "})", "waiting")
                                .with("sum(longshore_backlog_unsized_jobs{" + I + "})", "of unknown size"),
                        graph("Bytes left", "bytes", "Of jobs that have begun; and with the others at their mean size.")
                                .with("sum(longshore_backlog_size_bytes{" + I + "})", "known")
                                .with("longshore:backlog_bytes:estimate", "estimated"),
                        graph("Time to empty", "s", "The estimated bytes at the last quarter of an hour's speed.")
                                .with("longshore:backlog_eta_seconds:estimate", "time left"),
                        graph("Longest waiting task", "s", "How long it has not been started.")
                                .with("max by (queue) (longshore_oldest_task_wait_seconds{" + I + "})", "{{queue}}"),
                        graph("Oldest job", "s", "How long ago the oldest job that has not ended was first started.")
                                .with("max(longshore_oldest_job_age_seconds{" + I + "})", "oldest"))));
    }

    static Dashboard transfer() {
        return new Dashboard("longshore-transfer", "transfer performance", "How fast bytes go, and which go twice.", List.of(
                row("Bytes",
                        graph("Throughput", "Bps", "Handed to the network, and confirmed by COS.")
                                .with(rate("longshore_cos_sent_bytes_total", "", ""), "sent")
                                .with(rate("longshore_cos_stored_bytes_total", "", ""), "stored"),
                        graph("Throughput by worker", "Bps", "Handed to the network.")
                                .with(rate("longshore_cos_sent_bytes_total", "", "instance"), "{{instance}}"),
                        graph("Bandwidth limit", "Bps", "In force at each worker; 0 where there is none.")
                                .with("sum by (instance) (longshore_bandwidth_limit_bytes{" + I + "})", "{{instance}}"),
                        graph("Waiting for bandwidth", "short", "Transfers that wait for their worker's or job's limit.")
                                .with(rate("longshore_bandwidth_waited_seconds_total", "", "instance"), "{{instance}}"),
                        graph("Sent again", "Bps", "Beyond the files' sizes: as jobs' results tell it, when they end.")
                                .with(rate("longshore_job_sent_again_bytes_total", "", ""), "of ended jobs"),
                        stat("Mean size of a job", "bytes", "Of the last day's successful jobs.")
                                .with("longshore:job_bytes:mean1d", "mean")),
                row("Units and tasks",
                        graph("Units in flight", "short", "Files and parts being sent.")
                                .with("sum by (instance) (longshore_units_in_flight{" + I + "})", "{{instance}}"),
                        graph("Sending a part", "s", "One try of UploadPart.")
                                .quantiles("longshore_cos_call_duration_seconds", I + ",action=\"UploadPart\",outcome=\"ok\"", ""),
                        graph("Sending a small file", "s", "One try of PutObject.")
                                .quantiles("longshore_cos_call_duration_seconds", I + ",action=\"PutObject\",outcome=\"ok\"", ""),
                        graph("Time in a slot", "s", "95th percentile, by kind of task.")
                                .with("histogram_quantile(0.95, sum by (le, task) (rate(longshore_task_duration_seconds_bucket{" + I
                                        + "}[$__rate_interval])))", "{{task}}"),
                        graph("How tasks end", "ops", "Ends of tasks, a second.")
                                .with(rate("longshore_task_duration_seconds_count", "", "task, outcome"), "{{task}} {{outcome}}"),
                        graph("Task failures by code", "ops", "Whether or not their jobs go on.")
                                .with(rate("longshore_task_failures_total", "", "code"), "{{code}}")),
                row("Repeats and sessions",
                        graph("Tried again within a task", "ops", "Calls of COS.").with(rate("longshore_cos_retries_total", "", ""),
                                "retries"),
                        graph("Oldest session in use", "s", "Of running tasks.")
                                .with("max(longshore_session_age_max_seconds{" + I + "})", "age"),
                        graph("Time left of certificates", "s", "The shortest among running tasks; nothing while there is none.")
                                .with("min(longshore_certificate_remaining_min_seconds{" + I + "})", "remaining"))));
    }

    static Dashboard services() {
        return new Dashboard("longshore-services", "VOD and COS", "Calls of both services: how many, how long, how they end.", List.of(
                service("VOD", "vod"),
                row("VOD: account",
                        graph("Refused for rate", "percentunit", "Part of the calls that VOD refuses for their rate.")
                                .with("sum(rate(longshore_vod_call_errors_total{" + I
                                        + ",code=\"RequestLimitExceeded.*\"}[$__rate_interval]))"
                                        + " / sum(rate(longshore_vod_call_duration_seconds_count{" + I + "}[$__rate_interval]))",
                                        "refused"),
                        graph("Calls allowed", "ops",
                                "What the workers allow themselves at the moment, together; the account's limit when all are busy.")
                                .with("sum by (action, profile) (longshore_vod_call_rate{" + I + "})", "{{action}} {{profile}}"),
                        graph("Pace by worker", "ops", "Of ApplyUpload. Below the share after refusals, above it while others are idle.")
                                .with("longshore_vod_call_rate{" + I + ",action=\"ApplyUpload\"}", "{{instance}} {{profile}}")
                                .with("longshore_vod_call_share{" + I + ",action=\"ApplyUpload\"}", "{{instance}} {{profile}} share"),
                        graph("Waiting for a turn", "s", "95th percentile of the time that calls wait so as to stay within the limits.")
                                .with("histogram_quantile(0.95, sum by (le, action) (rate(longshore_vod_turn_wait_seconds_bucket{" + I
                                        + "}[$__rate_interval])))", "{{action}}"),
                        graph("Refused keys", "ops", "Calls refused for their credentials.")
                                .with(rate("longshore_vod_call_errors_total", "category=\"credentials\"", "action, code"),
                                        "{{action}} {{code}}"),
                        graph("Lifetime of certificates", "s", "As ApplyUpload gave them last.")
                                .with("longshore_certificate_lifetime_seconds{" + I + "}", "{{instance}}")),
                service("COS", "cos")));
    }

    private static Dashboard.Row service(String name, String key) {
        String calls = "longshore_" + key + "_call_duration_seconds";
        return row(name,
                graph(name + " calls", "ops", "Calls by action.").with(rate(calls + "_count", "", "action"), "{{action}}"),
                graph(name + " calls by outcome", "ops", "refused: its code came back; unanswered: not reached, or no sense in the answer.")
                        .with(rate(calls + "_count", "", "outcome"), "{{outcome}}"),
                graph(name + " time", "s", "95th percentile of a call's time.")
                        .with("histogram_quantile(0.95, sum by (le, action) (rate(" + calls + "_bucket{" + I + "}[$__rate_interval])))",
                                "{{action}}"),
                graph(name + " errors by code", "ops", "docs/error-codes.md says what each means.")
                        .with(rate("longshore_" + key + "_call_errors_total", "", "action, code"), "{{action}} {{code}}"),
                graph(name + " slowest call", "s", "The longest of late, by action.")
                        .with("max by (action) (" + calls + "_max{" + I + "})", "{{action}}"));
    }
}
