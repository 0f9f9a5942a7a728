package dev.longshore.worker.wire;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A job, and the faults that its calls meet. */
record Trip(Cargo cargo, List<Meeting> meetings) {
    private static final Map<Operation, Cargo> CARGO = new EnumMap<>(Map.of(
            Operation.PARSE_STREAMING_MANIFEST, Cargo.PLAYLIST,
            Operation.INITIATE, Cargo.PARTS,
            Operation.UPLOAD_PART, Cargo.PARTS,
            Operation.LIST_PARTS, Cargo.SLICED_PARTS,
            Operation.COMPLETE, Cargo.PARTS,
            Operation.HEAD, Cargo.PARTS,
            Operation.LIST_UPLOADS, Cargo.PARTS,
            Operation.ABORT, Cargo.CANCELLED_PARTS));

    /** The least job that makes the call. */
    static Trip to(Meeting meeting) {
        return new Trip(CARGO.getOrDefault(meeting.operation(), Cargo.SMALL_WITH_COVER), meeting.withWhatLeadsToIt());
    }

    @Override
    public String toString() {
        return cargo + " " + meetings;
    }
}
