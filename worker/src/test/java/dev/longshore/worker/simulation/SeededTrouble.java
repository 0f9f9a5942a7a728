package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trouble by chance, as often as the profile says. Every piece of it has a name, by which it can be left out of a repetition. */
final class SeededTrouble implements Trouble {
    private final Chance chance;
    private final Profile profile;
    private final Set<String> leftOut;
    private final List<String> caused = new ArrayList<>();
    private boolean ceased;

    SeededTrouble(long seed, Profile profile, Set<String> leftOut) {
        this.chance = new Chance(seed);
        this.profile = profile;
        this.leftOut = leftOut;
    }

    /** The names of what went wrong, in order. */
    List<String> caused() {
        return caused;
    }

    @Override
    public Fault ofCall(Op op, int job) {
        int at = op.ordinal() * 8 + job % 4;
        return pick(Matter.CALL_FAULT, at, profile.faults(), Fault.NONE, op, fault -> fault.possibleFor(op));
    }

    @Override
    public Mishap atStep(Op op, Moment moment, int job) {
        return pick(Matter.STEP, op.ordinal() * 4 + moment.ordinal(), profile.mishaps(), Mishap.NONE, moment + " " + op, _ -> true);
    }

    @Override
    public Delivery ofReport(int job) {
        return pick(Matter.REPORT_FATE, job, profile.deliveries(), Delivery.IN_TIME, "report", _ -> true);
    }

    private interface Possible<T> {
        boolean test(T kind);
    }

    private <T extends Enum<T>> T pick(
            Matter matter, int subject, Map<T, Integer> rates, T none, Object what, Possible<T> possible) {
        if (ceased || rates.isEmpty()) {
            return none;
        }
        int count = chance.drawn(matter, subject);
        int luck = chance.draw(matter, subject, 1000);
        for (Map.Entry<T, Integer> rate : rates.entrySet()) {
            luck -= rate.getValue();
            if (luck < 0) {
                T kind = rate.getKey();
                return possible.test(kind) && cause(kind + " at " + what + " " + matter.ordinal() + "." + subject + "." + count)
                        ? kind
                        : none;
            }
        }
        return none;
    }

    /** Something happens that can be left out of a repetition. */
    boolean cause(String name) {
        if (!leftOut.isEmpty() && leftOut.contains(name)) {
            return false;
        }
        caused.add(name);
        return true;
    }

    @Override
    public boolean happens(Matter matter, int subject) {
        Integer permille = profile.others().get(matter);
        if (ceased || permille == null) {
            return false;
        }
        int count = chance.drawn(matter, subject);
        return chance.draw(matter, subject, 1000) < permille && cause(matter + " " + subject + "." + count);
    }

    @Override
    public int draw(Matter matter, int subject, int bound) {
        return chance.draw(matter, subject, bound);
    }

    @Override
    public void cease() {
        ceased = true;
    }
}
