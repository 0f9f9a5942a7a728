package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.InvalidSubmissionException;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.UploadClient;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code submit}: publishes jobs and, on request, waits for their outcomes. */
@Command(
        name = "submit",
        description = {
            "Publish a job for each FILE and for each file below a folder, or the jobs of --from.",
            "",
            "A FILE is a path as the workers see it: absolute, or root:relative/path. Unless --job-id is given, a job's id is its file's name and 12 hex digits of path, size and time of change:"
                    + " submitting an unchanged file again is the same job, and uploads nothing twice.",
            "",
            "Of a folder every regular file is taken, but no hidden or empty one and no link; a file whose job has succeeded before is left out."
        })
final class SubmitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final JobOptions attributes = new JobOptions();

    @Mixin
    private final FolderOptions folderOptions = new FolderOptions();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Media files, and folders of media files.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--job-id", paramLabel = "ID", description = "The job's id; for one FILE only.")
    private @Nullable String jobId;

    @Option(names = "--from", paramLabel = "FILE",
            description = "Publish the jobs of this file, one JSON object a line; - reads standard input.")
    private @Nullable String from;

    @Option(names = "--dry-run",
            description = "Check everything that can be checked here and print the jobs; publish nothing, ask no Kafka.")
    private boolean dryRun;

    @Option(names = "--follow", description = "Show progress and wait until every job has ended.")
    private boolean follow;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Durations.class,
            description = "With --follow: how long to wait, such as 90s or 2h. Default: for ever.")
    private @Nullable Duration timeout;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    SubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Folder> folders = folders();
        List<UploadJob> jobs = jobs();
        if (dryRun) {
            return publish(jobs, folders, new Publication(surroundings, json, null, null, null, new JobStore()));
        }
        Settings settings = connection.settings();
        try (UploadClient client = surroundings.clients().publisher(settings);
                Watch watch = new Watch(surroundings, json, false)) {
            client.reach();
            JobStore known = folders.isEmpty() || folderOptions.again() ? new JobStore() : Known.read(surroundings, settings);
            if (!follow) {
                return publish(jobs, folders, new Publication(surroundings, json, client, null, watch, known));
            }
            try (Follower follower = surroundings.clients().follower(settings, watch::hear)) {
                follower.begin(new Start.End());
                watch.begin();
                Instant from = surroundings.clock().instant();
                int published = publish(jobs, folders, new Publication(surroundings, json, client, follower, watch, known));
                return Math.max(published, watch.awaitAll(left(from)));
            }
        }
    }

    private @Nullable Duration left(Instant from) {
        if (timeout == null || !folderOptions.watch()) {
            return timeout;
        }
        Duration left = timeout.minus(Duration.between(from, surroundings.clock().instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private int publish(List<UploadJob> jobs, List<Folder> folders, Publication publication) throws IOException, InterruptedException {
        jobs.forEach(publication::send);
        if (from != null) {
            publishLines(from, publication);
        }
        if (folderOptions.watch()) {
            watch(folders, publication);
        } else {
            for (Folder folder : folders) {
                folder.visit((file, about) -> publication.sendUnlessDone(job(file, about)),
                        (path, why) -> publication.refuse(path + ": " + why));
            }
        }
        publication.drain();
        if (!folders.isEmpty()) {
            tellSum(publication);
        }
        return publication.refused() == 0 ? ExitCodes.SUCCESS : ExitCodes.JOBS_FAILED;
    }

    private void publishLines(String name, Publication publication) throws IOException {
        try (JobFile file = JobFile.open(name, surroundings.in())) {
            for (JobFile.Line line = file.next(); line != null; line = file.next()) {
                switch (line) {
                    case JobFile.Job(var job) -> publication.send(job);
                    case JobFile.NoJob(var number, var problem) -> publication.refuse("line " + number + " of " + name + ": " + problem);
                }
            }
        }
    }

    private void watch(List<Folder> folders, Publication publication) throws IOException, InterruptedException {
        FolderWatch look = new FolderWatch(folders, folderOptions.settle());
        Instant end = timeout == null ? Instant.MAX : surroundings.clock().instant().plus(timeout);
        while (surroundings.clock().instant().isBefore(end)) {
            look.look(surroundings.clock().instant(), (file, about) -> publication.sendUnlessDone(job(file, about)),
                    (path, why) -> surroundings.err().println("longshore: " + path + ": " + why));
            publication.drain();
            Surroundings.pause(folderOptions.interval());
        }
    }

    private void tellSum(Publication publication) {
        String done = dryRun ? " checked" : " published";
        surroundings.err()
                .println("longshore: " + publication.published() + done + ", " + publication.skipped()
                        + " left out because they have succeeded before, " + publication.refused() + " refused");
    }

    private UploadJob job(Path file, BasicFileAttributes about) {
        return attributes.job(Sources.jobId(file.toString(), about), file.toString());
    }

    private List<Folder> folders() {
        if (files.isEmpty() == (from == null)) {
            throw usage("Give either FILEs or --from.");
        }
        var wanted = folderOptions.matcher();
        List<Folder> folders = files.stream()
                .map(Sources::sharedPath)
                .filter(Sources::isFolder)
                .map(path -> new Folder(Path.of(path).normalize(), wanted))
                .toList();
        if (folders.isEmpty() && folderOptions.given()) {
            throw usage("--glob, --watch and --again are for folders, and none was given.");
        }
        if (!folders.isEmpty() && jobId != null) {
            throw usage("--job-id names one job; the jobs of a folder make their own.");
        }
        return folders;
    }

    private List<UploadJob> jobs() {
        if (from != null && (jobId != null || attributes.given())) {
            throw usage("--from takes whole jobs: put the attributes into them.");
        }
        if (jobId != null && files.size() > 1) {
            throw usage("--job-id names one job, but there are " + files.size() + " files.");
        }
        return files.stream().filter(file -> !Sources.isFolder(Sources.sharedPath(file))).map(this::job).toList();
    }

    private UploadJob job(String file) {
        String path = Sources.sharedPath(file);
        if (Sources.notAFile(path)) {
            throw usage(path + " is no regular file.");
        }
        if (jobId == null && !Sources.visible(path)) {
            surroundings.err().println("longshore: " + path + " can't be seen from here: its job's id is made of the path alone");
        }
        UploadJob job = attributes.job(jobId == null ? Sources.jobId(path) : jobId, path);
        List<Violation> violations = UploadClient.violations(job);
        if (!violations.isEmpty()) {
            throw usage(file + ": " + new InvalidSubmissionException(violations).getMessage() + ".");
        }
        return job;
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }
}
