package dev.longshore.worker.wire;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An operation's next call meets a fault. */
record Meeting(Operation operation, WireFault fault) {
    /** What has to go wrong before, for calls that a job without faults doesn't make. */
    private static final Map<Operation, Meeting> LEADING_TO = new EnumMap<>(Map.of(
            Operation.HEAD, new Meeting(Operation.COMPLETE, WireFault.REPLY_LOST),
            Operation.SEARCH_MEDIA, new Meeting(Operation.COMMIT_UPLOAD, WireFault.REPLY_LOST),
            Operation.LIST_UPLOADS, new Meeting(Operation.INITIATE, WireFault.REPLY_LOST)));

    /** All that make sense. */
    static List<Meeting> all() {
        return Arrays.stream(Operation.values())
                .flatMap(operation -> Arrays.stream(WireFault.values())
                        .filter(fault -> fault.isPossibleFor(operation))
                        .map(fault -> new Meeting(operation, fault)))
                .toList();
    }

    List<Meeting> withWhatLeadsToIt() {
        Meeting before = LEADING_TO.get(operation);
        return before == null ? List.of(this) : List.of(before, this);
    }

    /** As part of a job that isn't cancelled. */
    List<Meeting> inAnyJob() {
        return operation == Operation.ABORT
                ? List.of(new Meeting(Operation.UPLOAD_PART, WireFault.EXPIRED), this)
                : withWhatLeadsToIt();
    }

    /**
     * COS says that the certificate can't abort any more: the upload is the service's to remove, and the log names it. Or a stranger says that it was
     * aborted, which the SDK believes of any 200.
     */
    boolean mayLeaveAnUpload() {
        boolean refused = fault == WireFault.EXPIRED && (operation == Operation.ABORT || operation == Operation.LIST_UPLOADS);
        boolean believed = operation == Operation.ABORT && (fault == WireFault.STRANGER || fault == WireFault.ERROR_IN_200);
        return refused || believed;
    }

    @Override
    public String toString() {
        return operation.title + ": " + fault.title;
    }
}
