package dev.longshore.worker.simulation;

/** Where in an operation a worker stands. */
enum Moment {
    /** Nothing was sent yet. */
    BEFORE,
    /** It has taken effect, and the worker doesn't know yet. */
    EFFECT,
    /** The worker has the answer. */
    ANSWERED
}
