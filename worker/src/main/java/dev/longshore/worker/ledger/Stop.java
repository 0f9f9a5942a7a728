package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Failure;

/**
 * How a run is to end once it is known that no commit took effect.
 *
 * @param phase what it ends as, unless a media comes to light
 * @param failure what its outcome says
 * @param tries look-ups in a row that failed
 */
public record Stop(Phase phase, Failure failure, int tries) {
    Stop failedOnce() {
        return new Stop(phase, failure, tries + 1);
    }
}
