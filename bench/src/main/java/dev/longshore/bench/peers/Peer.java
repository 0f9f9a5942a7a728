package dev.longshore.bench.peers;

import java.io.IOException;

/** An upload client, set up for one load, one number of threads and one transport. */
interface Peer extends AutoCloseable {

    String name();

    /** Warms up, then uploads the measured files and measures that. */
    Figures upload(MediaFiles files) throws IOException, InterruptedException;

    /** Takes no processor time until {@link #wake}, so that others have all of it. */
    default void rest() {}

    default void wake() {}

    @Override
    void close();
}
