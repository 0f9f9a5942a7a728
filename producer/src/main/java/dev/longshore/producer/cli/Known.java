package dev.longshore.producer.cli;

import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** What the topics hold at this moment. */
final class Known {
    private Known() {}

    static JobStore read(Surroundings surroundings, Settings settings) throws InterruptedException {
        JobStore store = new JobStore();
        tell(surroundings, settings, new Start.Beginning(), store);
        return store;
    }

    /** Tells everything from {@code start} to this moment. */
    static void tell(Surroundings surroundings, Settings settings, Start start, Consumer<Event> listener) throws InterruptedException {
        try (Follower follower = surroundings.clients().follower(settings, listener)) {
            follower.begin(start).caughtUp().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }
}
