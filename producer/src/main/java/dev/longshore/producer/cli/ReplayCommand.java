package dev.longshore.producer.cli;

import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: publishes failed jobs again. */
@Command(
        name = "replay",
        description = {
            "Publish failed jobs again, as they were published first.",
            "",
            "Taken are the errors that fit and whose job has not run again since. The job's content comes from the jobs' topic; of a record that was refused at the door, from its error."
                    + " An upload goes on where it stopped.",
            "",
            "A job that was replayed --max-replays times already is left alone unless --force is given, so that nothing goes round for ever."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_OUTSTANDING = 1000;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final ErrorFilter filter = new ErrorFilter();

    @Option(names = "--all", description = "Every failed job; needed where no filter is given.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000",
            description = "At most N jobs, those that failed first. Default: 1000.")
    private int limit;

    @Option(names = "--max-replays", paramLabel = "N", defaultValue = "3",
            description = "Leave jobs alone that failed and were published again N times. Default: 3.")
    private int maxReplays;

    @Option(names = "--force", description = "Replay those, too.")
    private boolean force;

    @Option(names = "--dry-run", description = "Tell what would be published, and publish nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!all && !filter.given()) {
            throw new ParameterException(spec.commandLine(), "Say which errors: give a filter such as --code, or --all.");
        }
        Settings settings = connection.settings();
        Instant now = surroundings.clock().instant();
        JobStore store = new JobStore();
        Replays replays = new Replays(maxReplays, force);
        Known.tell(surroundings, settings, new Start.Beginning(), event -> {
            store.accept(event);
            if (event instanceof Event.Ended(Outcome.Failed(var error))) {
                replays.add(error, filter.fits(error, now));
            }
        });
        List<Replays.Choice> choices = replays.choose(store, limit);
        return publish(settings, choices);
    }

    private int publish(Settings settings, List<Replays.Choice> choices) {
        var found = surroundings.clients().published(settings, Replays.toLookUp(choices));
        int published = 0;
        int left = 0;
        try (UploadClient client = surroundings.clients().publisher(settings)) {
            Window window = new Window(MOST_OUTSTANDING, this::tell);
            for (Replays.Choice choice : choices) {
                Replays.Content content = choice.content(found);
                if (content instanceof Replays.Original(var job)) {
                    published++;
                    if (dryRun) {
                        tell(choice.error());
                    } else {
                        window.add(client.republish(choice.error().jobId(), job.value(), job.headers()));
                    }
                } else if (content instanceof Replays.Left(var why)) {
                    left++;
                    surroundings.err().println("longshore: " + choice.name() + " is left alone: " + why);
                }
            }
            window.drain();
        }
        surroundings.out().flush();
        surroundings.err()
                .println("longshore: " + published + (dryRun ? " would be published" : " published") + ", " + left + " left alone");
        return left == 0 ? ExitCodes.SUCCESS : ExitCodes.JOBS_FAILED;
    }

    private void tell(UploadError error) {
        if (json) {
            new JsonLines(surroundings.out()).error(error);
        } else {
            surroundings.out().println(error.jobId() + "  " + error.code());
        }
    }

    private void tell(Submitted submitted) {
        if (json) {
            new JsonLines(surroundings.out()).submitted(submitted);
        } else {
            surroundings.out()
                    .println(submitted.jobId() + "  " + submitted.topic() + "-" + submitted.partition() + "@" + submitted.offset());
        }
    }
}
