package dev.longshore.worker.step;

import java.util.List;

/**
 * A plan without its text.
 *
 * @param digest SHA-256 of the plan as 64 hex digits; equal digests mean equal units
 * @param units how many units it has
 * @param bytes the sum of their sizes
 * @param mediaBytes the size of the media file (the manifest's, for a bundle)
 * @param largestUnit the size of its largest unit, bytes
 * @param parted its objects that go up in parts
 * @param fingerprint names the source's version (size, modification time, file identity); a changed source has another
 */
public record PlanSummary(
        String digest, int units, long bytes, long mediaBytes, long largestUnit, List<PartedObject> parted, String fingerprint) {
    public PlanSummary {
        parted = List.copyOf(parted);
    }
}
