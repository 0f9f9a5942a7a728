package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.faults.FaultProxy;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** All processes of a run. */
record Stage(Fleet fleet, FaultProxy proxy, Crew crew) implements AutoCloseable {

    /** Where the sources lie. */
    static Path storage(Path dir) {
        return dir.resolve("storage");
    }

    /** Starts them; returns when all workers are ready. */
    static Stage set(ChaosSettings settings, Path dir, String... emulatorArgs) throws IOException {
        Path storage = Files.createDirectories(storage(dir));
        Fleet fleet = Fleet.start(FleetSettings.in(dir, WorkerJar.find(), Map.of("media", storage))
                .withBrokers(ChaosSettings.BROKERS)
                .withKafka(settings.release())
                .withEmulatorArgs(emulatorArgs)
                .withWorkerArgs(settings.workerArgs().toArray(String[]::new)));
        try {
            FaultProxy proxy = new FaultProxy(fleet.emulator().vodEndpoint(), settings.http());
            return new Stage(fleet, proxy, new Crew(fleet, proxy, settings.workers()));
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    @Override
    public void close() {
        fleet.close();
        proxy.close();
    }
}
