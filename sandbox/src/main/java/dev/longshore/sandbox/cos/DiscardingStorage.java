package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Counts bytes and forgets them. Reading them back fails. */
final class DiscardingStorage implements Storage {

    @Override
    public Writer begin() {
        return new CountingWriter();
    }

    @Override
    public void close() {
        // nothing is held
    }

    private static final class CountingWriter implements Writer {

        private long size;

        @Override
        public void accept(ByteBuffer bytes) {
            size += bytes.remaining();
            bytes.position(bytes.limit());
        }

        @Override
        public Blob commit() {
            return new ForgottenBlob(size);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private record ForgottenBlob(long size) implements Blob {

        @Override
        public boolean isReadable() {
            return false;
        }

        @Override
        public void writeTo(RequestBody.Receiver receiver, long offset, long length) throws IOException {
            throw new IOException("the bytes were discarded");
        }

        @Override
        public void delete() {
            // nothing is held
        }
    }
}
