package dev.longshore.worker.source;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the file that a job's field names. */
record SourceFailures(String path, String field) {
    private static final int SHOWN = 300;

    StepException of(ErrorCode code, Remedy remedy, String problem) {
        return of(code, remedy, problem, null);
    }

    StepException outsideRoots(String problem) {
        return of(ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP, problem);
    }

    StepException notFound(String problem) {
        return of(ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP, problem);
    }

    StepException unreadable(String problem, @Nullable Throwable cause) {
        return of(ErrorCode.SOURCE_UNREADABLE, Remedy.RETRY, problem, cause);
    }

    /** A path that was sound a moment ago has become another: nothing was sent yet, so trying again is enough. */
    StepException swapped(@Nullable Throwable cause) {
        return of(ErrorCode.SOURCE_CHANGED, Remedy.RETRY, "was replaced while it was being opened", cause);
    }

    StepException changed(String problem) {
        return of(ErrorCode.SOURCE_CHANGED, Remedy.NEW_SESSION, problem);
    }

    /** Anything that the file system answered while the path was resolved or its attributes were read. */
    StepException of(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return of(ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP, "does not exist", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return unreadable("may not be read by this worker", cause);
        }
        String reason = cause instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("not a directory") || lower.contains("too long") || lower.contains("symbolic link")) {
            return of(ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP, "does not exist (" + reason + ")", cause);
        }
        return unreadable("could not be opened: " + reason, cause);
    }

    private StepException of(ErrorCode code, Remedy remedy, String problem, @Nullable Throwable cause) {
        Failure failure = new Failure(code.code(), code.category(), remedy, shown() + " " + problem, field, null, null, null);
        return cause == null ? new StepException(failure) : new StepException(failure, cause);
    }

    /**
     * On one line, whatever is in it: what would end the line, steer a terminal or turn the text round is escaped. Cut between characters: half of one
     * could not be written as JSON.
     */
    private String shown() {
        StringBuilder shown = new StringBuilder();
        path.codePoints().limit(SHOWN).forEach(point -> {
            if (Character.isISOControl(point) || turnsText(point)) {
                shown.append("\\u%04X".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        int length = path.codePointCount(0, path.length());
        return length <= SHOWN ? shown.toString() : shown + "… (" + length + " characters)";
    }

    /** Unicode's embeddings, overrides and isolates. */
    private static boolean turnsText(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }
}
