package dev.longshore.bench.peers;

/**
 * Files of one kind.
 *
 * @param count how many; of a bundle, its segments
 * @param bytes of each
 * @param warmUpCount uploaded before each measurement
 * @param warmUpBytes of each
 */
record Load(Kind kind, int count, long bytes, int warmUpCount, long warmUpBytes) {
    private static final long MIB = 1 << 20;

    enum Kind {
        /** One file: its parts go up side by side. */
        LARGE,
        /** Files side by side, each in parts, one after the other. */
        MEDIUM,
        /** Files side by side, each in one request. */
        SMALL,
        /** A playlist with its segments, which go up side by side where the client can. */
        BUNDLE
    }

    static Load of(Kind kind) {
        return switch (kind) {
            case LARGE -> new Load(kind, 1, 2048 * MIB, 1, 512 * MIB);
            case MEDIUM -> new Load(kind, 64, 32 * MIB, 16, 32 * MIB);
            case SMALL -> new Load(kind, 2000, MIB / 4, 500, MIB / 4);
            case BUNDLE -> new Load(kind, 1000, MIB / 4, 200, MIB / 4);
        };
    }

    /** A quarter of it, to see that all runs. */
    Load quarter() {
        return kind == Kind.LARGE
                ? new Load(kind, 1, bytes / 4, 1, warmUpBytes / 4)
                : new Load(kind, count / 4, bytes, warmUpCount / 4, warmUpBytes);
    }

    long totalBytes() {
        return count * bytes;
    }

    /** Files that a client is given: a bundle's manifest stands for all of them. */
    int uploads() {
        return kind == Kind.BUNDLE ? 1 : count;
    }

    /** Files at once, of {@code threads} threads. */
    int filesAtOnce(int threads) {
        return kind == Kind.LARGE || kind == Kind.BUNDLE ? 1 : threads;
    }

    /** Parts of each file at once, of {@code threads} threads. */
    int partsAtOnce(int threads) {
        return kind == Kind.LARGE || kind == Kind.BUNDLE ? threads : 1;
    }
}
