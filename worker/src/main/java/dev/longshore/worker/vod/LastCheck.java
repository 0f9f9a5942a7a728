package dev.longshore.worker.vod;

/**
 * What is asked right before a request is sent, after every wait for its turn: whether the caller may still send it.
 *
 * @param <X> thrown when it may not; the request isn't sent then
 */
@FunctionalInterface
public interface LastCheck<X extends Exception> {
    void pass() throws X;
}
