package dev.longshore.worker.uploader;

import dev.longshore.worker.plan.UploadPlan;
import java.time.Duration;

/**
 * How steps behave.
 *
 * @param prepareAboveBytes a session is reported before its units are sent if they are more bytes than this (or any goes up in parts); else at the
 *     slice's end, and a worker lost in between costs that much again
 * @param prepareAboveUnits the same for the number of units
 * @param expiryMargin a slice starts over in a new session when the certificate has less time left than this
 * @param grace how long units in flight may still take when the worker stops or another unit has failed; then they are interrupted, and given up
 *     after the same time again. Two graces must fit into the worker's own stop grace
 * @param watch how often a slice looks whether its lease holds while units are in flight
 * @param adoptListedParts whether a slice that resumes asks COS for parts that were sent but never reported, and keeps those whose MD5 is the source's
 */
public record StepSettings(
        long prepareAboveBytes, int prepareAboveUnits, Duration expiryMargin, Duration grace, Duration watch, boolean adoptListedParts) {

    public static final StepSettings DEFAULT =
            new StepSettings(16L << 20, 16, Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofMillis(200), true);

    public StepSettings {
        if (prepareAboveBytes < 0 || prepareAboveUnits < 0 || expiryMargin.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("limits and times of steps can't be negative");
        }
        if (!watch.isPositive()) {
            throw new IllegalArgumentException("watch must be positive, not " + watch);
        }
    }

    boolean reportsFirst(UploadPlan plan) {
        return plan.bytes() > prepareAboveBytes
                || plan.units() > prepareAboveUnits
                || plan.objects().stream().anyMatch(object -> object.multipart());
    }
}
