package dev.longshore.bench.growth;

import dev.longshore.bench.measure.Trees;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A worker with topics of its own.
 *
 * @param home the fleet's folder
 */
record Ledger(Fleet fleet, String prefix, Path home) {
    private static final String SLOTS = "16";

    WorkerProcess start() {
        return fleet.startWorker(
                name(),
                program -> program.jvm("-Xmx1g")
                        .args(
                                "--longshore.topics.prefix=" + prefix,
                                "--longshore.vod.call-limits.apply-upload=0",
                                "--longshore.vod.call-limits.commit-upload=0",
                                "--longshore.uploader.slots=" + SLOTS,
                                "--longshore.uploader.closing-slots=" + SLOTS))
                .awaitReady();
    }

    private String name() {
        return prefix + "worker";
    }

    /** Where the fleet lets it keep its stores. */
    Path stores() {
        return home.resolve("state").resolve(name());
    }

    void loseStores() throws IOException {
        Trees.delete(stores());
    }
}
