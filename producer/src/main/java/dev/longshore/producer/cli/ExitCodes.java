package dev.longshore.producer.cli;

import java.util.Map;
import java.util.TreeMap;

/** What the command line's exit codes mean. */
public final class ExitCodes {
    /** Everything asked for was done; with {@code --follow}, every job succeeded. */
    public static final int SUCCESS = 0;

    /** At least one job failed, was refused or isn't known, or a check failed. */
    public static final int JOBS_FAILED = 1;

    /** The command or a job given on it is wrong; nothing was published. */
    public static final int USAGE = 2;

    /** Time ran out, or Kafka can't be reached or used. */
    public static final int UNREACHABLE = 3;

    /** An error in this program. */
    public static final int INTERNAL = 4;

    private static final Map<Integer, String> MEANINGS = new TreeMap<>(Map.of(
            SUCCESS, "done; with --follow and follow: every job succeeded",
            JOBS_FAILED,
            "at least one job failed, was refused, left alone or isn't known, a line of --from is no job, or a check of doctor failed",
            USAGE, "the command, its settings or a job on it is wrong; nothing was published",
            UNREACHABLE, "time ran out, or Kafka can't be reached, refuses or lacks the topics",
            INTERNAL, "an error in this program"));

    private ExitCodes() {}

    /** Every code with its meaning, ascending. */
    public static Map<Integer, String> meanings() {
        return Map.copyOf(MEANINGS);
    }

    /** For picocli's help: {@code code:meaning}. */
    static Map<String, String> forHelp() {
        Map<String, String> help = new java.util.LinkedHashMap<>();
        MEANINGS.forEach((code, meaning) -> help.put("" + code, meaning));
        return help;
    }
}
