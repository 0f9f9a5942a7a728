package dev.longshore.worker.simulation;

/** A promise was broken. */
final class Breach extends AssertionError {
    private static final long serialVersionUID = 1;

    final Promise promise;

    Breach(Promise promise, String about) {
        super(promise.sentence + ": " + about);
        this.promise = promise;
    }
}
