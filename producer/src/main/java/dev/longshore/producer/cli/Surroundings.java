package dev.longshore.producer.cli;

import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.JobLog;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.view.SystemTerminal;
import dev.longshore.producer.view.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** All that a command touches outside itself. */
record Surroundings(InputStream in, PrintStream out, PrintStream err, Terminal terminal, InstantSource clock, Clients clients) {

    /** How the cluster is reached. */
    interface Clients {
        UploadClient publisher(Settings settings);

        /** One that doesn't read yet. */
        Follower follower(Settings settings, Consumer<Event> listener);

        /** Jobs as they were published, by id; without those that are nowhere to be found. */
        Map<String, JobLog.PublishedJob> published(Settings settings, Set<String> jobIds);
    }

    static void pause(Duration moment) throws InterruptedException {
        Thread.sleep(moment);
    }

    static Surroundings system() {
        return new Surroundings(System.in, System.out, System.err, SystemTerminal.detect(System.out), InstantSource.system(),
                new Clients() {
                    @Override
                    public UploadClient publisher(Settings settings) {
                        return UploadClient.open(settings);
                    }

                    @Override
                    public Follower follower(Settings settings, Consumer<Event> listener) {
                        return Follower.open(settings, listener);
                    }

                    @Override
                    public Map<String, JobLog.PublishedJob> published(Settings settings, Set<String> jobIds) {
                        return JobLog.find(settings, jobIds);
                    }
                });
    }
}
