package dev.longshore.producer.cli;

import dev.longshore.producer.client.Submitted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Submissions under way, at most so many; tells them in order, and throws what the first failed one failed with. */
final class Window {
    private final int most;
    private final Consumer<Submitted> done;
    private final Deque<CompletableFuture<Submitted>> outstanding = new ArrayDeque<>();

    Window(int most, Consumer<Submitted> done) {
        this.most = most;
        this.done = done;
    }

    void add(CompletableFuture<Submitted> submission) {
        outstanding.addLast(submission);
        while (!outstanding.isEmpty() && (outstanding.size() > most || outstanding.getFirst().isDone())) {
            finishFirst();
        }
    }

    void drain() {
        while (!outstanding.isEmpty()) {
            finishFirst();
        }
    }

    private void finishFirst() {
        try {
            done.accept(outstanding.removeFirst().join());
        } catch (CompletionException e) {
            throw SubmitCommand.unwrapped(e);
        }
    }
}
