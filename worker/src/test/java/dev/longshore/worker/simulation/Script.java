package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import java.util.ArrayList;
import java.util.List;

/**
 * Trouble by plan: workers die at the steps with these numbers, and calls meet these faults, each the next call of its kind after the one before.
 * Everything else goes well and takes as long as it always does.
 */
final class Script implements Trouble {
    private final List<Integer> crashes;
    private final List<Meeting> meetings;
    private final boolean cutsBodies;
    private final List<String> steps = new ArrayList<>();
    private int met;

    /** A call that meets a fault. */
    record Meeting(Op op, Fault fault) {}

    Script(List<Integer> crashes, List<Meeting> meetings) {
        this(crashes, meetings, false);
    }

    private Script(List<Integer> crashes, List<Meeting> meetings, boolean cutsBodies) {
        this.crashes = crashes;
        this.meetings = meetings;
        this.cutsBodies = cutsBodies;
    }

    /** What a worker has under way dies with it. */
    static Script cuttingBodies(List<Integer> crashes, List<Meeting> meetings) {
        return new Script(crashes, meetings, true);
    }

    /** The steps that workers took, in order. */
    List<String> steps() {
        return steps;
    }

    /** Whether every call of the plan was made. */
    boolean allMet() {
        return met == meetings.size();
    }

    @Override
    public Fault ofCall(Op op, int job) {
        return !allMet() && meetings.get(met).op() == op ? meetings.get(met++).fault() : Fault.NONE;
    }

    @Override
    public Mishap atStep(Op op, Moment moment, int job) {
        steps.add(op + " " + moment);
        return crashes.contains(steps.size() - 1) ? Mishap.CRASH : Mishap.NONE;
    }

    @Override
    public Delivery ofReport(int job) {
        return Delivery.IN_TIME;
    }

    @Override
    public boolean happens(Matter matter, int subject) {
        return false;
    }

    @Override
    public int draw(Matter matter, int subject, int bound) {
        return bound / 3;
    }

    @Override
    public boolean cutsBodies() {
        return cutsBodies;
    }

    @Override
    public void cease() {}
}
