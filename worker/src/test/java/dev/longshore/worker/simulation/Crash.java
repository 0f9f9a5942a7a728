package dev.longshore.worker.simulation;

/** Unwinds the threads of a process that is dead: nothing that they still call has an effect. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("the process is dead", null, false, false);
    }
}
