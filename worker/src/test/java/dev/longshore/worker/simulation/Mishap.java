package dev.longshore.worker.simulation;

/** What may happen to a worker at a step. */
enum Mishap {
    NONE,
    /** It dies; another takes its place. */
    CRASH,
    /** It stands still, longer than a lease, and goes on. */
    FREEZE,
    /** It is told to stop and hands back. */
    STOP
}
