package dev.longshore.sandbox.faults;

import org.jspecify.annotations.Nullable;

/**
 * One call that came by. Times are of {@link System#nanoTime()}.
 *
 * @param door the client's own door, by name
 * @param target path and query as sent, still encoded
 * @param from when its head had come
 * @param until when it was over; now, for one that is under way
 * @param bodyBytes bytes of the request's body that were passed on to the service
 * @param status what the client was answered; 0 where the answer did not reach it whole
 * @param fault what was done to it; null: nothing
 * @param underWay whether it isn't over
 */
public record Passage(
        String door,
        String method,
        String target,
        long from,
        long until,
        long bodyBytes,
        int status,
        @Nullable Fault fault,
        boolean underWay) {

    /** The path without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether the client heard that it succeeded. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
