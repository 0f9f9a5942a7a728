/** Dashboards, rules and alerts. The dashboards are written here and generated into {@code deploy/grafana}. */
@NullMarked
package dev.longshore.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
