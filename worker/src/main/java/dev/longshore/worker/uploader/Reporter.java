package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Report;
import java.util.concurrent.CompletableFuture;

/** Sends reports to the ledger. Reports of one job arrive in the order in which they were sent. */
public interface Reporter {

    /** Completes when the report is durable; exceptionally if it may not be. */
    CompletableFuture<Void> send(Report report);
}
