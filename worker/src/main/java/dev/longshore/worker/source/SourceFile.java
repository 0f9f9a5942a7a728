package dev.longshore.worker.source;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.step.StepException;
import java.util.function.LongConsumer;

/** An open file. Bodies read at their own position, so many can be read at once. Thread-safe. */
public interface SourceFile extends AutoCloseable {

    /** The file's name without its folders. */
    String name();

    /** Bytes, as they were when it was opened. */
    long size();

    /** Names this version of the file: size, modification time in nanoseconds, file identity; equal for every worker that mounts it. */
    String fingerprint();

    /**
     * A piece of the file. Its streams end with an {@link java.io.EOFException} if the file is shorter than it was when it was opened, and with an
     * {@link java.io.IOException} instead of the last bytes if it is no longer the one that was opened. So a request with such a body is only ever
     * completed with bytes of that version, however late: a worker that was frozen in it can't replace a stored object by another version's.
     *
     * @param sent told of body bytes handed to the network
     */
    Body body(long offset, long length, LongConsumer sent);

    /** @throws StepException {@code Source.Changed} if the file is no longer the one that was opened, or differs from {@code fingerprint} */
    void requireUnchanged(String fingerprint) throws StepException;

    @Override
    void close();
}
