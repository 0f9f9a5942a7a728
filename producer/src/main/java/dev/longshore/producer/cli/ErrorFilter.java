package dev.longshore.producer.cli;

import dev.longshore.outcome.UploadError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which errors are meant; all that is given must fit. */
final class ErrorFilter {
    @Parameters(paramLabel = "JOBID", arity = "0..*", description = "Errors of these jobs only.")
    private List<String> jobIds = new ArrayList<>();

    @Option(names = "--code", paramLabel = "CODE",
            description = "A code such as Source.NotFound, or its beginning such as Source.; several are alternatives.")
    private List<String> codes = new ArrayList<>();

    @Option(names = "--category", paramLabel = "CATEGORY",
            description = "A category such as source or quota; several are alternatives.")
    private List<String> categories = new ArrayList<>();

    @Option(names = "--text", paramLabel = "TEXT",
            description = "What the job's id, the message, the service's message or code, or the request id contains; case doesn't matter.")
    private @Nullable String text;

    @Option(names = "--since", paramLabel = "TIME", converter = Moments.class,
            description = "Not before: 2h for two hours ago, or 2030-01-31T12:00:00Z. Default: as far as the topic goes.")
    private Moments.@Nullable Moment since;

    @Option(names = "--until", paramLabel = "TIME", converter = Moments.class, description = "Before that time, written alike.")
    private Moments.@Nullable Moment until;

    @Option(names = "--retryable", description = "Those only that may succeed later without a change to the job.")
    private boolean retryable;

    boolean fits(UploadError error, Instant now) {
        return (jobIds.isEmpty() || error.jobId() != null && jobIds.contains(error.jobId()))
                && (codes.isEmpty() || codes.stream().anyMatch(code -> ofCode(error, code)))
                && (categories.isEmpty() || categories.stream().anyMatch(error.category().name()::equalsIgnoreCase))
                && (text == null || holds(error, text))
                && (since == null || !error.failedAt().isBefore(since.seenFrom(now)))
                && (until == null || error.failedAt().isBefore(until.seenFrom(now)))
                && (!retryable || error.retryable());
    }

    /** Whether anything was given. */
    boolean given() {
        return !jobIds.isEmpty() || !codes.isEmpty() || !categories.isEmpty() || text != null || since != null || until != null
                || retryable;
    }

    private static boolean ofCode(UploadError error, String code) {
        return error.code().equals(code) || code.endsWith(".") && error.code().startsWith(code);
    }

    private static boolean holds(UploadError error, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(error.jobId(), error.message(), error.serviceMessage(), error.serviceCode(), error.requestId())
                .filter(Objects::nonNull)
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
