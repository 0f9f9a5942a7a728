package dev.longshore.worker.testkit;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.source.SourceVersion;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Shared storage in memory; every write of a path is another version of it. Thread-safe. */
public final class MemoryStorage implements SourceStorage {
    private final Map<String, Version> files = new ConcurrentHashMap<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    private record Version(byte[] content, int number) {
        String fingerprint() {
            return content.length + ":" + number;
        }
    }

    public void write(String path, byte[] content) {
        files.put(path, new Version(content, versions.incrementAndGet()));
    }

    /** Writes as many bytes as is said, which depend on the seed. */
    public byte[] write(String path, long size, long seed) {
        byte[] content = new byte[Math.toIntExact(size)];
        new SplittableRandom(seed).nextBytes(content);
        write(path, content);
        return content;
    }

    public void remove(String path) {
        files.remove(path);
    }

    /** Files that were opened and not closed. */
    public int open() {
        return open.get();
    }

    @Override
    public SourceFile open(String path, String field) throws StepException {
        Version version = version(path, field);
        open.incrementAndGet();
        return new OpenVersion(path, field, version);
    }

    @Override
    public SourceVersion look(String path, String field) throws StepException {
        Version version = version(path, field);
        return new SourceVersion(version.content().length, version.fingerprint());
    }

    private Version version(String path, String field) throws StepException {
        Version version = files.get(path);
        if (version == null) {
            throw new StepException(Failure.ofField(ErrorCode.SOURCE_NOT_FOUND, field, path + " does not exist"));
        }
        if (version.content().length == 0) {
            throw new StepException(Failure.ofField(ErrorCode.SOURCE_EMPTY, field, path + " is empty"));
        }
        return version;
    }

    private final class OpenVersion implements SourceFile {
        private final String path;
        private final String field;
        private final Version opened;

        OpenVersion(String path, String field, Version opened) {
            this.path = path;
            this.field = field;
            this.opened = opened;
        }

        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public long size() {
            return opened.content().length;
        }

        @Override
        public String fingerprint() {
            return opened.fingerprint();
        }

        @Override
        public Body body(long offset, long length, LongConsumer sent) {
            Objects.checkFromIndexSize(offset, length, size());
            return new Piece((int) offset, (int) length, sent);
        }

        @Override
        public void requireUnchanged(String fingerprint) throws StepException {
            Version now = files.get(path);
            if (now == null || !now.fingerprint().equals(fingerprint) || !fingerprint.equals(opened.fingerprint())) {
                ErrorCode code = ErrorCode.SOURCE_CHANGED;
                throw new StepException(
                        new Failure(code.code(), code.category(), Remedy.NEW_SESSION, path + " changed", field, null, null, null));
            }
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        /** Reads what the path holds now, as a file written in place would be read. */
        private final class Piece implements Body {
            private final int offset;
            private final int length;
            private final LongConsumer sent;

            Piece(int offset, int length, LongConsumer sent) {
                this.offset = offset;
                this.length = length;
                this.sent = sent;
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                byte[] content = files.getOrDefault(path, opened).content();
                if (content.length < offset + length) {
                    throw new EOFException(path + " ended early");
                }
                return new ByteArrayInputStream(Arrays.copyOfRange(content, offset, offset + length));
            }

            @Override
            public void sent(long bytes) {
                sent.accept(bytes);
            }
        }
    }
}
