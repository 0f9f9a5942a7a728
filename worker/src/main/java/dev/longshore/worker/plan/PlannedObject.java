package dev.longshore.worker.plan;

/**
 * One object that the upload stores.
 *
 * @param number its number in the plan and in the session's upload ids
 * @param kind what it is to VOD
 * @param bytes its size
 * @param partBytes the size of each part but the last; 0 if it goes up in one PUT
 * @param firstUnit the index of its first unit
 */
public record PlannedObject(int number, Kind kind, long bytes, long partBytes, int firstUnit) {

    /** What an object is to VOD. */
    public enum Kind {
        MEDIA,
        COVER
    }

    public PlannedObject {
        if (number < 0 || bytes < 1 || partBytes < 0 || firstUnit < 0) {
            throw new IllegalArgumentException("not an object: " + number + ", " + bytes + " bytes, parts of " + partBytes);
        }
    }

    /** Whether it goes up in parts. */
    public boolean multipart() {
        return partBytes > 0;
    }

    public int units() {
        return multipart() ? Math.toIntExact(Math.ceilDiv(bytes, partBytes)) : 1;
    }

    boolean holds(int unit) {
        return unit >= firstUnit && unit - firstUnit < units();
    }

    PlannedUnit unit(int index) {
        if (!multipart()) {
            return new PlannedUnit(index, this, 0, 0, bytes);
        }
        int part = index - firstUnit;
        long offset = part * partBytes;
        return new PlannedUnit(index, this, part + 1, offset, Math.min(partBytes, bytes - offset));
    }
}
