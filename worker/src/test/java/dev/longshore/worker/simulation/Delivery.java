package dev.longshore.worker.simulation;

/** What may become of a report. */
enum Delivery {
    IN_TIME,
    /** It arrives after more than a lease. */
    LATE,
    /** It arrives again, later. */
    TWICE,
    /** It never arrives, and its sender is told. */
    LOST,
    /** It arrives, and its sender is told that it may not have. */
    UNACKNOWLEDGED
}
