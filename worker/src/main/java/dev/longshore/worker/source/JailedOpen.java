package dev.longshore.worker.source;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.source.Roots.RealPath;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Opens a real path such that what is opened lies in the root even if folders or links are swapped meanwhile. */
final class JailedOpen {
    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final SourceFailures failures;

    JailedOpen(SourceFailures failures) {
        this.failures = failures;
    }

    record Opened(FileChannel channel, FileIdentity identity) {}

    /** The file's version, without opening it. */
    FileIdentity look(RealPath real) throws StepException {
        BasicFileAttributes attributes = attributes(real.path());
        requireFile(attributes);
        return FileIdentity.of(attributes);
    }

    Opened open(RealPath real) throws StepException {
        requireFile(attributes(real.path()));
        try (DirectoryStream<Path> root = Files.newDirectoryStream(real.root())) {
            return root instanceof SecureDirectoryStream<Path> folder
                    ? walk(folder, real.root().relativize(real.path()))
                    : openAndCompare(real);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** Each step is relative to a folder that is already open and follows no link, so no swap can lead out of the root. */
    private Opened walk(SecureDirectoryStream<Path> folder, Path rest) throws StepException, IOException {
        if (rest.getNameCount() == 1) {
            return openIn(folder, rest);
        }
        try (SecureDirectoryStream<Path> next = enter(folder, rest.getName(0))) {
            return walk(next, rest.subpath(1, rest.getNameCount()));
        }
    }

    private SecureDirectoryStream<Path> enter(SecureDirectoryStream<Path> folder, Path name) throws StepException {
        try {
            return folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw failures.swapped(e);
        }
    }

    private Opened openIn(SecureDirectoryStream<Path> folder, Path name) throws StepException, IOException {
        BasicFileAttributeView view = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        BasicFileAttributes before = view.readAttributes();
        requireFile(before);
        SeekableByteChannel channel;
        try {
            channel = folder.newByteChannel(name, READ_NO_LINK);
        } catch (IOException e) {
            throw view.readAttributes().isRegularFile() ? failures.of(e) : failures.swapped(e);
        }
        return compared(channel, before, view.readAttributes());
    }

    /** For systems without open-by-directory. */
    private Opened openAndCompare(RealPath real) throws StepException, IOException {
        BasicFileAttributes before = attributes(real.path());
        SeekableByteChannel channel = Files.newByteChannel(real.path(), READ_NO_LINK);
        if (!real.path().toRealPath().equals(real.path())) {
            channel.close();
            throw failures.swapped(null);
        }
        return compared(channel, before, attributes(real.path()));
    }

    private Opened compared(SeekableByteChannel channel, BasicFileAttributes before, BasicFileAttributes after)
            throws StepException, IOException {
        FileIdentity identity = FileIdentity.of(after);
        boolean same = FileIdentity.of(before).isSameFileAs(identity) && after.isRegularFile() && channel.size() == identity.size();
        if (!same || !(channel instanceof FileChannel file)) {
            channel.close();
            throw failures.swapped(null);
        }
        return new Opened(file, identity);
    }

    private BasicFileAttributes attributes(Path path) throws StepException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** Before the open, because opening a pipe waits for a writer and opening a device may act on it. */
    private void requireFile(BasicFileAttributes attributes) throws StepException {
        if (!attributes.isRegularFile()) {
            String kind = attributes.isDirectory() ? "a folder" : attributes.isSymbolicLink() ? "a link" : "a pipe, socket or device";
            throw failures.of(ErrorCode.SOURCE_NOT_REGULAR_FILE, Remedy.GIVE_UP, "is " + kind + ", not a regular file");
        }
    }
}
