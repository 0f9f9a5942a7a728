package dev.longshore.worker.simulation;

import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.Steps;

/** Puts something around the real parts, such as a bug. */
interface Mutation {
    Mutation NONE = new Mutation() {};

    default Decider decider(World world, Decider real) {
        return real;
    }

    default StepPorts ports(World world, StepPorts real) {
        return real;
    }

    default Steps steps(World world, Steps real) {
        return real;
    }

    default Taking taking() {
        return Taking.REAL;
    }

    default Publication publication() {
        return Publication.ATOMIC;
    }
}
