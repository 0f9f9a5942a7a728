package dev.longshore.worker.trespass.source;

import org.jspecify.annotations.NullMarked;

/** Wants eight things at once. */
@NullMarked
public final class GreedySource {
    private final int sum;

    public GreedySource(int a, int b, int c, int d, int e, int f, int g, int h) {
        sum = a + b + c + d + e + f + g + h;
    }

    public int sum() {
        return sum;
    }
}
