package dev.longshore.bench.scaling;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One load carried once.
 *
 * @param seconds from the first job published to the last outcome read
 * @param idealSeconds see {@link Load#idealSeconds}
 * @param failed jobs that didn't succeed
 * @param bytesAgain sent beyond the files' sizes
 * @param lineShares of each worker's line, how much of what it could have carried meanwhile it did carry, 0 to 1
 * @param processors the busy share of the machine's processors meanwhile, 0 to 1
 */
record Round(int workers, double seconds, double idealSeconds, long failed, long bytesAgain, List<Double> lineShares, double processors) {
    Round {
        lineShares = List.copyOf(lineShares);
    }

    double toIdeal() {
        return seconds / idealSeconds;
    }

    String text() {
        String lines = lineShares.stream().map(share -> String.format(Locale.ROOT, "%.2f", share)).collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "%.2f s, %.3f of the ideal %.2f s; %d failed, %d bytes sent again; lines used: %s; processors busy: %.2f",
                seconds, toIdeal(), idealSeconds, failed, bytesAgain, lines, processors);
    }
}
