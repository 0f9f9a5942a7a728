package dev.longshore.gateway.web;

import dev.longshore.gateway.state.Published;
import dev.longshore.gateway.state.Upload;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which uploads are wanted. */
final class UploadFilter implements Predicate<Upload> {
    private static final int MAX_TEXT = 200;

    private final Set<String> ids;
    private final Set<String> states;
    private final @Nullable String text;
    private final @Nullable Cursor after;

    UploadFilter(List<String> ids, List<String> states, @Nullable String text, @Nullable Cursor after) {
        this.ids = Set.copyOf(ids);
        this.states = Set.copyOf(states(states));
        this.text = text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
        this.after = after;
        if (text != null && text.length() > MAX_TEXT) {
            throw RefusedException.parameter("text", "must be at most " + MAX_TEXT + " characters");
        }
    }

    private static Set<String> states(List<String> wanted) {
        Set<String> known = new TreeSet<>();
        known.add(Upload.SUBMITTED);
        Stream.of(JobState.values()).forEach(state -> known.add(state.name().toLowerCase(Locale.ROOT)));
        Set<String> states = new HashSet<>();
        for (String state : wanted) {
            if (!known.contains(state)) {
                throw RefusedException.parameter("state", "must be one of " + String.join(", ", known));
            }
            states.add(state);
        }
        return states;
    }

    @Override
    public boolean test(Upload upload) {
        return (ids.isEmpty() || ids.contains(upload.jobId()))
                && (states.isEmpty() || states.contains(upload.state()))
                && (after == null || after.isBefore(upload))
                && (text == null || holdsText(upload));
    }

    private boolean holdsText(Upload upload) {
        Published job = upload.job();
        UploadResult result = upload.result();
        UploadError error = upload.error();
        return holds(upload.jobId())
                || job != null && (holds(job.mediaFilePath()) || holds(job.mediaName()))
                || result != null && (holds(result.fileId()) || holds(result.mediaUrl()))
                || error != null && (holds(error.code()) || holds(error.message()));
    }

    private boolean holds(@Nullable String value) {
        return value != null && text != null && value.toLowerCase(Locale.ROOT).contains(text);
    }
}
