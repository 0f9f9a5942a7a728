package dev.longshore.producer.cli;

import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.view.OutcomeTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code errors}: lists failures. */
@Command(
        name = "errors",
        description = {
            "List the errors that the topic still holds, newest last.",
            "",
            "A job that failed, ran again and succeeded is among them; replay looks at that."
        })
final class ErrorsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final ErrorFilter filter = new ErrorFilter();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "The newest N. Default: 100.")
    private int limit;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    ErrorsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Newest newest = new Newest(Math.max(1, limit));
        Instant now = surroundings.clock().instant();
        Known.tell(surroundings, connection.settings(), new Start.Beginning(), event -> {
            if (event instanceof Event.Ended(Outcome.Failed(var error)) && filter.fits(error, now)) {
                newest.add(error);
            }
        });
        List<UploadError> errors = newest.all();
        if (json) {
            errors.forEach(new JsonLines(surroundings.out())::error);
        } else {
            OutcomeTable.errors(errors).forEach(surroundings.out()::println);
            surroundings.err().println("longshore: " + errors.size() + " of " + newest.seen + " errors that fit");
        }
        surroundings.out().flush();
        return ExitCodes.SUCCESS;
    }

    /** Each partition is in order, so the oldest of all may come late: what is kept is sorted and cut when it has doubled. */
    private static final class Newest {
        private final int most;
        private Deque<UploadError> kept = new ArrayDeque<>();
        private long seen;

        Newest(int most) {
            this.most = most;
        }

        void add(UploadError error) {
            seen++;
            kept.add(error);
            if (kept.size() >= 2L * most + 1000) {
                kept = new ArrayDeque<>(all());
            }
        }

        List<UploadError> all() {
            List<UploadError> sorted = kept.stream().sorted(Comparator.comparing(UploadError::failedAt)).toList();
            return sorted.subList(Math.max(0, sorted.size() - most), sorted.size());
        }
    }
}
