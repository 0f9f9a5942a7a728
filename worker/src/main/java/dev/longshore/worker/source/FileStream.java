package dev.longshore.worker.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Exactly {@code length} bytes of a file from {@code offset}, read at this stream's own position. For one thread.
 *
 * <p>A file that is shorter than it was when it was opened ends with an {@link EOFException}, which tells that from other errors. However small
 * the pieces that are asked for, the file is read in pieces of {@value #BLOCK} bytes. Closing leaves the channel open.
 *
 * <p>Once all bytes were read from the file, and before the last of them are given, the file is looked at: whoever has got the whole stream has bytes of
 * one version only.
 */
final class FileStream extends InputStream {
    static final int BLOCK = 128 * 1024;
    /** The JDK keeps a buffer outside the heap as large as the largest read, for each thread. */
    private static final int LARGEST_READ = 8 * BLOCK;

    private final FileChannel channel;
    private final String name;
    private final long end;
    private final Look behind;
    /** Where the next read from the file begins; up to {@code buffered} bytes before it are still unread. */
    private long position;

    private byte @Nullable [] buffer;
    private int next;
    private int filled;
    private long mark;

    /** Looks at a file behind what was read of it. */
    @FunctionalInterface
    interface Look {
        /** @throws IOException if it isn't, or may not be, the version that was opened */
        void requireUnchanged() throws IOException;
    }

    FileStream(FileChannel channel, String name, long offset, long length, Look behind) {
        this.channel = channel;
        this.name = name;
        this.position = offset;
        this.mark = offset;
        this.end = offset + length;
        this.behind = behind;
    }

    @Override
    public int read() throws IOException {
        if (next == filled && !fill()) {
            return -1;
        }
        return Objects.requireNonNull(buffer)[next++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (next == filled) {
            if (length >= BLOCK && position < end) {
                return readFile(into, offset, (int) Math.min(Math.min(length, LARGEST_READ), end - position));
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, filled - next);
        System.arraycopy(Objects.requireNonNull(buffer), next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long moved = 0;
        while (next < filled || fill()) {
            out.write(Objects.requireNonNull(buffer), next, filled - next);
            moved += filled - next;
            next = filled;
        }
        return moved;
    }

    @Override
    public long skip(long count) {
        long at = at();
        long skipped = Math.clamp(count, 0, end - at);
        moveTo(at + skipped);
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - at());
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int limit) {
        mark = at();
    }

    @Override
    public void reset() {
        moveTo(mark);
    }

    private long at() {
        return position - (filled - next);
    }

    private void moveTo(long there) {
        position = there;
        next = 0;
        filled = 0;
    }

    private boolean fill() throws IOException {
        if (position >= end) {
            return false;
        }
        byte[] block = buffer;
        if (block == null) {
            block = new byte[(int) Math.min(BLOCK, end - position)];
            buffer = block;
        }
        next = 0;
        filled = 0;
        filled = readFile(block, 0, (int) Math.min(block.length, end - position));
        return true;
    }

    private int readFile(byte[] into, int offset, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(into, offset, length), position);
        if (count <= 0) {
            throw new EOFException(name + " ended at byte " + position + ", before its size when it was opened");
        }
        if (position + count == end) {
            behind.requireUnchanged();
        }
        position += count;
        return count;
    }
}
