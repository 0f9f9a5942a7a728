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

    /** What is done in the folder that holds the file. */
    private interface Within<T> {
        T in(SecureDirectoryStream<Path> folder, Path name) throws StepException, IOException;
    }

    /** The same where the system has no open-by-directory. */
    private interface ByPath<T> {
        T at(RealPath real) throws StepException, IOException;
    }

    /** The file's version, without opening it. */
    FileIdentity look(RealPath real) throws StepException {
        return reach(real, this::lookIn, at -> FileIdentity.of(requireFile(attributes(at.path()))));
    }

    Opened open(RealPath real) throws StepException {
        return reach(real, this::openIn, this::openAndCompare);
    }

    private <T> T reach(RealPath real, Within<T> within, ByPath<T> byPath) throws StepException {
        if (real.path().equals(real.root())) {
            throw notAFile("a folder");
        }
        try (DirectoryStream<Path> root = Files.newDirectoryStream(real.root())) {
            return root instanceof SecureDirectoryStream<Path> folder
                    ? walk(folder, real.root().relativize(real.path()), within)
                    : byPath.at(real);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** Each step is relative to a folder that is already open and follows no link, so no swap can lead out of the root. */
    private <T> T walk(SecureDirectoryStream<Path> folder, Path rest, Within<T> within) throws StepException, IOException {
        if (rest.getNameCount() == 1) {
            return within.in(folder, rest);
        }
        try (SecureDirectoryStream<Path> next = enter(folder, rest.getName(0))) {
            return walk(next, rest.subpath(1, rest.getNameCount()), within);
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

    private static BasicFileAttributeView view(SecureDirectoryStream<Path> folder, Path name) {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private FileIdentity lookIn(SecureDirectoryStream<Path> folder, Path name) throws StepException, IOException {
        return FileIdentity.of(requireFile(view(folder, name).readAttributes()));
    }

    private Opened openIn(SecureDirectoryStream<Path> folder, Path name) throws StepException, IOException {
        BasicFileAttributeView view = view(folder, name);
        BasicFileAttributes before = requireFile(view.readAttributes());
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
        BasicFileAttributes before = requireFile(attributes(real.path()));
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

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Before the open, because opening a pipe waits for a writer and opening a device may act on it. */
    private BasicFileAttributes requireFile(BasicFileAttributes attributes) throws StepException {
        if (!attributes.isRegularFile()) {
            throw notAFile(attributes.isDirectory() ? "a folder" : attributes.isSymbolicLink() ? "a link" : "a pipe, socket or device");
        }
        return attributes;
    }

    private StepException notAFile(String kind) {
        return failures.of(ErrorCode.SOURCE_NOT_REGULAR_FILE, Remedy.GIVE_UP, "is " + kind + ", not a regular file");
    }
}
