package dev.longshore.worker.source;

import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The allowed folders, and which of them a job's path means. */
final class Roots {
    /** Of each prefix of a path that can't be followed, and of each link on its way. */
    private static final int MOST_LOOKS = 5_000;

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
            if (missing != null) {
                throw failures.unreadable("can't be reached: there is no root " + missing, e);
            }
            throw leadsOutside(named) ? leading(failures) : failures.of(e);
        }
        Path root = rootOf(real);
        if (root == null) {
            throw leading(failures);
        }
        return new RealPath(root, real, String.valueOf(named.getFileName()));
    }

    private StepException leading(SourceFailures failures) {
        return failures.outsideRoots("leads to a place outside the roots " + byName);
    }

    /** The real path of the root that holds a real path. */
    private @Nullable Path rootOf(Path real) {
        return byName.values()
                .stream()
                .map(Roots::realPath)
                .filter(root -> root != null && real.startsWith(root))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether a path that can't be followed to its end leaves the roots on the way. It is refused as one that can be followed is: or whoever can
     * place a link could ask which files exist outside.
     */
    private boolean leadsOutside(Path path) {
        Path at = path;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Path known = at;
            Path real = realPath(known);
            while (real == null && known.getParent() != null && looks < MOST_LOOKS) {
                known = known.getParent();
                real = realPath(known);
                looks++;
            }
            if (real == null || rootOf(real) == null) {
                return true;
            }
            if (known.equals(at)) {
                return false;
            }
            Path rest = at.subpath(known.getNameCount(), at.getNameCount());
            Path next = target(real.resolve(rest.getName(0)));
            if (next == null) {
                return false;
            }
            at = rest.getNameCount() == 1 ? next : next.resolve(rest.subpath(1, rest.getNameCount()));
        }
        return false;
    }

    private static @Nullable Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return null;
        }
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
            Path realRoot = realPath(root);
            return plain.startsWith(root.normalize()) || (realRoot != null && plain.startsWith(realRoot));
        });
    }

    private @Nullable Path missingRootOf(Path path) {
        Path plain = path.normalize();
        return byName.values()
                .stream()
                .filter(root -> plain.startsWith(root.normalize()) && realPath(root) == null)
                .findFirst()
                .orElse(null);
    }

    /** Of a root resolved each time: it may be mounted, or moved by its administrator, while the worker runs. */
    private static @Nullable Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }
}
