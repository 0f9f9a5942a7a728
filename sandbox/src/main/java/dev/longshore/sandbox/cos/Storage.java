package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.RequestBody;
import java.io.IOException;

/** Where the bytes of objects and parts go. Every blob begun is committed or closed; closing after a commit does nothing. */
interface Storage extends AutoCloseable {

    Writer begin() throws IOException;

    @Override
    void close() throws IOException;

    /** Takes the bytes of one blob in order. What was not committed leaves nothing behind. */
    interface Writer extends RequestBody.Receiver, AutoCloseable {

        Blob commit() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Bytes that have arrived whole. */
    interface Blob {

        long size();

        boolean isReadable();

        /** Sends {@code length} bytes from {@code offset} on. */
        void writeTo(RequestBody.Receiver receiver, long offset, long length) throws IOException;

        /** Frees the space; readers that are under way finish undisturbed. */
        void delete();
    }
}
