/**
 * Dashboards, rules and alerts. The dashboards are written here and generated into {@code deploy/grafana}; all of them run against a real Prometheus
 * that scrapes real workers.
 */
@NullMarked
package dev.longshore.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
