package dev.longshore.worker.simulation;

import org.jspecify.annotations.Nullable;

/** The workers, and what may happen to them. */
interface Fleet {
    Fleet NONE = new Fleet() {
        @Override
        public @Nullable Worker free(Queue queue) {
            return null;
        }

        @Override
        public void step(Strand caller, Op op, Moment moment, int job) {}
    };

    /** A worker with a free slot for this queue. */
    @Nullable Worker free(Queue queue);

    /**
     * A strand has come to a step, where its worker may die, freeze or be stopped.
     *
     * @throws Crash if it died and the strand is the one that runs
     */
    void step(Strand caller, Op op, Moment moment, int job);
}
