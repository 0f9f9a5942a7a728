package dev.longshore.worker.plan;

import dev.longshore.worker.step.PartedObject;
import org.jspecify.annotations.Nullable;

/**
 * One object that the upload stores.
 *
 * @param number its number in the plan and among the session's uploads
 * @param kind what it is to VOD
 * @param path of a bundled file: where it lies below the manifest's folder, {@code /} between names
 * @param bytes its size
 * @param partBytes the size of each part but the last; 0 if it goes up in one PUT
 * @param firstUnit the index of its first unit
 */
public record PlannedObject(int number, Kind kind, @Nullable String path, long bytes, long partBytes, int firstUnit) {

    /** What an object is to VOD. */
    public enum Kind {
        MEDIA,
        COVER,
        /** A file that the manifest names, or a playlist that it names does. */
        BUNDLED
    }

    public PlannedObject {
        if (number < 0 || bytes < 1 || partBytes < 0 || firstUnit < 0) {
            throw new IllegalArgumentException("not an object: " + number + ", " + bytes + " bytes, parts of " + partBytes);
        }
        if ((kind == Kind.BUNDLED) != (path != null)) {
            throw new IllegalArgumentException("bundled files have a path, and only they: " + kind + " " + path);
        }
    }

    /** Whether it goes up in parts. */
    public boolean multipart() {
        return partBytes > 0;
    }

    /** Whether it is one of many small ones, of which nothing needs to be remembered but that they are stored. */
    public boolean bare() {
        return kind == Kind.BUNDLED && !multipart();
    }

    public int units() {
        return multipart() ? parted().units() : 1;
    }

    /** @throws IllegalArgumentException if it goes up in one PUT */
    PartedObject parted() {
        return new PartedObject(number, bytes, partBytes, firstUnit);
    }

    PlannedUnit unit(int index) {
        if (!multipart()) {
            return new PlannedUnit(index, this, 0, 0, bytes);
        }
        PartedObject parted = parted();
        return new PlannedUnit(index, this, parted.partNumber(index), parted.offset(index), parted.length(index));
    }
}
