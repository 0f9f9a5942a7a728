package dev.longshore.worker.source;

import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The allowed folders, and which of them a job's path means. */
final class Roots {
    private final Map<String, Path> byName;

    Roots(Map<String, Path> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /**
     * A real path within a root's real path.
     *
     * @param root the root, links resolved
     * @param path the file, links resolved
     * @param name the name that the job used: behind a link such as {@code latest.mp4} there may be a name without an extension
     */
    record RealPath(Path root, Path path, String name) {}

    /** Resolves every link and refuses what then lies outside. Opens nothing. */
    RealPath resolve(String text, SourceFailures failures) throws StepException {
        Path named = parse(text, failures);
        if (!seemsInside(named)) {
            throw failures.outsideRoots("lies outside the roots " + byName);
        }
        Path real;
        try {
            real = named.toRealPath();
        } catch (IOException e) {
            Path missing = missingRootOf(named);
            throw missing == null ? failures.of(e) : failures.unreadable("can't be reached: there is no root " + missing, e);
        }
        for (Path root : byName.values()) {
            Path realRoot = realRoot(root);
            if (realRoot != null && real.startsWith(realRoot)) {
                return new RealPath(realRoot, real, String.valueOf(named.getFileName()));
            }
        }
        throw failures.outsideRoots("leads to a place outside the roots " + byName);
    }

    private Path parse(String text, SourceFailures failures) throws StepException {
        try {
            int colon = text.indexOf(':');
            if (text.startsWith("/") || colon < 0) {
                return absolute(Path.of(text), failures);
            }
            Path root = byName.get(text.substring(0, colon));
            if (root == null) {
                throw failures.outsideRoots("names no root that this worker knows; it knows " + byName.keySet());
            }
            return root.resolve(text.substring(colon + 1));
        } catch (InvalidPathException e) {
            throw failures.notFound("is not a file name on this system: " + e.getReason());
        }
    }

    private static Path absolute(Path path, SourceFailures failures) throws StepException {
        if (!path.isAbsolute()) {
            throw failures.outsideRoots("is neither an absolute path nor root:relative/path");
        }
        return path;
    }

    /** Looks at names only, so that a path elsewhere isn't even looked up and nobody can ask which files exist there. */
    private boolean seemsInside(Path path) {
        Path plain = path.normalize();
        return byName.values().stream().anyMatch(root -> {
            Path realRoot = realRoot(root);
            return plain.startsWith(root.normalize()) || (realRoot != null && plain.startsWith(realRoot));
        });
    }

    private @Nullable Path missingRootOf(Path path) {
        Path plain = path.normalize();
        return byName.values()
                .stream()
                .filter(root -> plain.startsWith(root.normalize()) && realRoot(root) == null)
                .findFirst()
                .orElse(null);
    }

    /** Resolved each time: a root may be mounted, or moved by its administrator, while the worker runs. */
    private static @Nullable Path realRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }
}
