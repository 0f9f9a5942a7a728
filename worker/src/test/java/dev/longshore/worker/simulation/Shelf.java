package dev.longshore.worker.simulation;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The shared storage. Every write of a file is another version of it; all versions are remembered for comparison. */
final class Shelf implements SourceStorage {
    private final Map<String, List<Version>> files = new TreeMap<>();

    /** A version of a file. */
    record Version(byte[] grains, String fingerprint) {}

    /** @param file tells files apart that are equally large */
    void write(String path, int grains, int file) {
        List<Version> versions = files.computeIfAbsent(path, _ -> new ArrayList<>());
        int number = versions.size() + 1;
        versions.add(new Version(Content.of(grains, file, number), Content.bytes(grains) + ":" + number));
    }

    /** All versions, in order. */
    List<Version> versions(String path) {
        return files.getOrDefault(path, List.of());
    }

    private Version now(String path, String field) throws StepException {
        List<Version> versions = files.get(path);
        if (versions == null) {
            throw new StepException(Failure.ofField(ErrorCode.SOURCE_NOT_FOUND, field, path + " does not exist"));
        }
        return versions.getLast();
    }

    @Override
    public SourceFile open(String path, String field) throws StepException {
        return new Opened(path, field, now(path, field));
    }

    @Override
    public SourceVersion look(String path, String field) throws StepException {
        Version now = now(path, field);
        return new SourceVersion(Content.bytes(now.grains().length), now.fingerprint());
    }

    final class Opened implements SourceFile {
        private final String path;
        private final String field;
        private final Version version;

        Opened(String path, String field, Version version) {
            this.path = path;
            this.field = field;
            this.version = version;
        }

        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public long size() {
            return Content.bytes(version.grains().length);
        }

        @Override
        public String fingerprint() {
            return version.fingerprint();
        }

        @Override
        public Body body(long offset, long length, LongConsumer sent) {
            return new Piece(offset, length, sent, true);
        }

        /** A body whose last bytes are given whatever has become of the file. */
        Body bodyUnseenBehind(long offset, long length, LongConsumer sent) {
            return new Piece(offset, length, sent, false);
        }

        @Override
        public void requireUnchanged(String fingerprint) throws StepException {
            String now = now(path, field).fingerprint();
            if (!now.equals(fingerprint) || !fingerprint.equals(version.fingerprint())) {
                ErrorCode code = ErrorCode.SOURCE_CHANGED;
                throw new StepException(
                        new Failure(code.code(), code.category(), Remedy.NEW_SESSION, path + " changed", field, null, null, null));
            }
        }

        @Override
        public void close() {}

        /** Reads what the path holds now, as a file written in place is read. */
        private final class Piece implements Body {
            private final long offset;
            private final long length;
            private final LongConsumer sent;
            private final boolean seenBehind;

            Piece(long offset, long length, LongConsumer sent, boolean seenBehind) {
                this.offset = offset;
                this.length = length;
                this.sent = sent;
                this.seenBehind = seenBehind;
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                Version now = files.getOrDefault(path, List.of(version)).getLast();
                byte[] content = now.grains();
                int from = Content.grains(offset);
                int to = Content.grains(offset + length);
                if (content.length < to) {
                    throw new EOFException(path + " ended early");
                }
                if (seenBehind && !now.fingerprint().equals(version.fingerprint())) {
                    throw new IOException(path + " changed while it was read");
                }
                return new ByteArrayInputStream(Arrays.copyOfRange(content, from, to));
            }

            @Override
            public void sent(long bytes) {
                sent.accept(bytes);
            }
        }
    }
}
