package dev.longshore.worker.cos;

import dev.longshore.worker.bandwidth.Pace;
import java.io.IOException;
import java.io.InputStream;

/** A piece of one version of the source that can be read again for another try. */
public interface Body {

    long length();

    /**
     * A new stream over exactly {@link #length()} bytes; the caller closes it. It fails before its last bytes if the source has changed meanwhile: a
     * request must not be completed then.
     */
    InputStream open() throws IOException;

    /** Told of each body byte handed to the network, those of failed tries included. */
    void sent(long bytes);

    /** How fast it may be sent, by whatever tries. */
    default Pace pace() {
        return Pace.FREE;
    }
}
