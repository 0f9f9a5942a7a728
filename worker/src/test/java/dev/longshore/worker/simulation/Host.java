package dev.longshore.worker.simulation;

/** A process of the simulated fleet: its threads run, stand still while it is frozen, or are gone. */
class Host {
    final String name;
    boolean dead;
    /** Nothing of this process runs before; virtual nanoseconds. */
    long frozenUntil;

    Host(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
