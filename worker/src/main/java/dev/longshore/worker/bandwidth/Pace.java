package dev.longshore.worker.bandwidth;

/** How fast one transfer may go. For one thread. */
public interface Pace {
    /** Without any limit, now and later. */
    Pace FREE = new Pace() {
        @Override
        public boolean mayLimit() {
            return false;
        }

        @Override
        public int piece() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long await(int bytes) {
            return 0;
        }
    };

    /** Whether there is a limit, or may be one later. */
    default boolean mayLimit() {
        return true;
    }

    /** Most bytes that are to be handed to the network at once from now on, at least 1. */
    int piece();

    /**
     * Waits until so many bytes may be handed to the network, and counts them as sent.
     *
     * @return how long that took, in nanoseconds; 0 if there was no limit to wait for
     */
    long await(int bytes) throws InterruptedException;

    /** As fast as both permit. */
    static Pace both(Pace one, Pace other) {
        if (!one.mayLimit() || !other.mayLimit()) {
            return one.mayLimit() ? one : other;
        }
        return new Pace() {
            @Override
            public int piece() {
                return Math.min(one.piece(), other.piece());
            }

            @Override
            public long await(int bytes) throws InterruptedException {
                return one.await(bytes) + other.await(bytes);
            }
        };
    }
}
