package dev.longshore.worker.step;

/**
 * An object that goes up in parts: what a worker must know of it to make the object of its parts, without the source.
 *
 * @param number its number in the plan and among the session's uploads
 * @param bytes its size
 * @param partBytes the size of each part but the last
 * @param firstUnit the index of its first unit; its parts follow one another
 */
public record PartedObject(int number, long bytes, long partBytes, int firstUnit) {
    public PartedObject {
        if (number < 0 || bytes < 1 || partBytes < 1 || firstUnit < 0) {
            throw new IllegalArgumentException("not an object in parts: " + number + ", " + bytes + " bytes, parts of " + partBytes);
        }
    }

    public int units() {
        return Math.toIntExact(Math.ceilDiv(bytes, partBytes));
    }

    /** The index behind its last unit. */
    public int endUnit() {
        return firstUnit + units();
    }

    /** Where a unit begins in the object. */
    public long offset(int unit) {
        return (unit - firstUnit) * partBytes;
    }

    /** A unit's bytes. */
    public long length(int unit) {
        return Math.min(partBytes, bytes - offset(unit));
    }

    /** A unit's number among the parts, from 1. */
    public int partNumber(int unit) {
        return unit - firstUnit + 1;
    }
}
