package dev.longshore.worker.source;

import dev.longshore.worker.cos.Body;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source behind one channel. An interrupt of a thread that reads closes the channel for all readers. */
final class OpenedFile implements SourceFile {
    private static final Logger log = LoggerFactory.getLogger(OpenedFile.class);

    private final FileChannel channel;
    private final Path realPath;
    private final String name;
    private final FileIdentity identity;
    private final boolean inodeInFingerprint;
    private final SourceFailures failures;

    OpenedFile(
            FileChannel channel, Path realPath, String name, FileIdentity identity, boolean inodeInFingerprint, SourceFailures failures) {
        this.channel = channel;
        this.realPath = realPath;
        this.name = name;
        this.identity = identity;
        this.inodeInFingerprint = inodeInFingerprint;
        this.failures = failures;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return identity.size();
    }

    @Override
    public String fingerprint() {
        return identity.fingerprint(inodeInFingerprint);
    }

    @Override
    public Body body(long offset, long length, LongConsumer sent) {
        Objects.checkFromIndexSize(offset, length, size());
        return new Piece(offset, length, sent);
    }

    @Override
    public void requireUnchanged(String fingerprint) throws StepException {
        if (!fingerprint().equals(fingerprint)) {
            throw failures.changed("is not the version that the upload began with (" + fingerprint() + ", was " + fingerprint + ")");
        }
        FileIdentity now;
        try {
            now = FileIdentity.of(Files.readAttributes(realPath, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            throw failures.changed("was removed during the upload");
        } catch (IOException e) {
            throw failures.of(e);
        }
        if (!now.isSameFileAs(identity)) {
            // Without a word of the other file: a folder on the way may have become a link out of the root.
            throw failures.changed("was replaced during the upload (was " + identity.fingerprint(true) + ")");
        }
        if (!now.equals(identity)) {
            throw failures
                    .changed("was written to during the upload (" + now.fingerprint(true) + ", was " + identity.fingerprint(true) + ")");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("source.unclosed {}: {}", realPath, e.toString());
        }
    }

    private final class Piece implements Body {
        private final long offset;
        private final long length;
        private final LongConsumer sent;

        Piece(long offset, long length, LongConsumer sent) {
            this.offset = offset;
            this.length = length;
            this.sent = sent;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() {
            return new FileStream(channel, name, offset, length, this::requireUnchanged);
        }

        private void requireUnchanged() throws IOException {
            try {
                OpenedFile.this.requireUnchanged(fingerprint());
            } catch (StepException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void sent(long bytes) {
            sent.accept(bytes);
        }
    }
}
