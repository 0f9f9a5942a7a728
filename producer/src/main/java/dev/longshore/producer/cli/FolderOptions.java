package dev.longshore.producer.cli;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which files of a folder become jobs. */
final class FolderOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--glob", paramLabel = "GLOB",
            description = "Which files below a folder: *.mp4 by name, films/**/*.mp4 by path below the folder; several add up. Default: all.")
    private List<String> globs = new ArrayList<>();

    @Option(names = "--watch",
            description = "Keep looking for new files, until it is stopped or --timeout has passed; a file is taken when it has not changed for --settle.")
    private boolean watch;

    @Option(names = "--settle", paramLabel = "DURATION", converter = Durations.class, defaultValue = "10s",
            description = "With --watch: how long a file must stay as it is before it is taken for complete. Default: 10s.")
    private Duration settle = Duration.ZERO;

    @Option(names = "--interval", paramLabel = "DURATION", converter = Durations.class, defaultValue = "2s",
            description = "With --watch: from one look at the folders to the next. Default: 2s.")
    private Duration interval = Duration.ZERO;

    @Option(names = "--again", description = "Publish jobs that have succeeded before, too: their recorded results come again.")
    private boolean again;

    boolean watch() {
        return watch;
    }

    boolean again() {
        return again;
    }

    Duration settle() {
        return settle;
    }

    Duration interval() {
        return interval;
    }

    boolean given() {
        return watch || again || !globs.isEmpty();
    }

    /** For a file's path below the folder; a glob without a slash is for the name alone. */
    PathMatcher matcher() {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String glob : globs) {
            try {
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
                matchers.add(glob.contains("/") ? matcher : path -> matches(matcher, path.getFileName()));
            } catch (PatternSyntaxException e) {
                throw new ParameterException(spec.commandLine(), "--glob " + glob + ": " + e.getDescription());
            }
        }
        return path -> matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private static boolean matches(PathMatcher matcher, @Nullable Path name) {
        return name != null && matcher.matches(name);
    }
}
