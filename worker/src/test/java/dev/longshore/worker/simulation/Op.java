package dev.longshore.worker.simulation;

/** What a worker does that others can see: its calls, in a job's order, and its messages. */
enum Op {
    APPLY,
    INITIATE,
    PUT,
    PUT_PART,
    LIST_PARTS,
    COMPLETE,
    HEAD,
    COMMIT,
    FIND,
    LIST_UPLOADS,
    ABORT,
    ACCEPT,
    REPORT;

    boolean ofVod() {
        return this == APPLY || this == COMMIT || this == FIND;
    }

    boolean ofCos() {
        return ordinal() < ACCEPT.ordinal() && !ofVod();
    }

    boolean carriesBytes() {
        return this == PUT || this == PUT_PART;
    }
}
