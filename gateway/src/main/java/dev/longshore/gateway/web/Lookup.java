package dev.longshore.gateway.web;

import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Upload;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpStatus;

/** Finds uploads for callers. */
public final class Lookup {
    private final Board board;
    private final Duration patience;
    private final BooleanSupplier ready;

    /**
     * @param patience how long to wait for an upload of which nothing is known
     * @param ready whether the gateway knows what the topics hold
     */
    public Lookup(Board board, Duration patience, BooleanSupplier ready) {
        this.board = board;
        this.patience = patience;
        this.ready = ready;
    }

    /** @throws RefusedException with 404 if there is no such upload, with 503 if that can't be known yet */
    Upload find(String id) throws InterruptedException {
        return board.await(id, patience).orElseThrow(() -> {
            requireReady();
            return new RefusedException(
                    HttpStatus.NOT_FOUND, "No upload has the id " + id + ", or it ended longer ago than workers remember.", List.of());
        });
    }

    /** Without the state of all uploads, a repeated request could not be told from a new one. */
    void requireReady() {
        if (!ready.getAsBoolean()) {
            throw new RefusedException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The gateway has not read all states from Kafka yet (see /actuator/health). Ask again later.", List.of());
        }
    }

    Duration patience() {
        return patience;
    }
}
