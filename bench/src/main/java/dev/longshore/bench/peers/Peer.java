package dev.longshore.bench.peers;

import java.io.IOException;

/** An upload client, set up for one load, one number of threads and one transport. */
interface Peer extends AutoCloseable {

    String name();

    /** Warms up, then uploads the measured files and measures that. */
    Figures upload(MediaFiles files) throws IOException, InterruptedException;

    @Override
    void close();
}
