package dev.longshore.worker.simulation;

/** Decides what goes wrong. {@code job} is the number of the job concerned, {@code lane} one of the worker's place in the fleet. */
interface Trouble {
    Fault ofCall(Op op, int job);

    Mishap atStep(Op op, Moment moment, int job);

    Delivery ofReport(int job);

    /** Whether something else of this kind happens. */
    boolean happens(Chance.Matter matter, int subject);

    /** A number from 0 to below {@code bound}, for how long things take and in which order they come. */
    int draw(Chance.Matter matter, int subject, int bound);

    /** Whether bodies that a dead worker had under way never arrive, rather than all of them. */
    default boolean cutsBodies() {
        return false;
    }

    /** From now on nothing goes wrong. */
    void cease();
}
