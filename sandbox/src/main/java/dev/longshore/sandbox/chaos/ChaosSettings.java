package dev.longshore.sandbox.chaos;

import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.faults.FaultSettings;
import java.time.Duration;
import java.util.List;

/**
 * One run.
 *
 * @param release of the brokers
 * @param workers how many, each in its own JVM
 * @param load what is uploaded
 * @param faults how long things break
 * @param drain how long everything may take to come to an end after that
 * @param http what happens to HTTP calls; its seed is the run's
 * @param workerArgs further properties of every worker
 */
record ChaosSettings(
        KafkaRelease release, int workers, Load load, Duration faults, Duration drain, FaultSettings http, List<String> workerArgs) {
    static final int BROKERS = 3;

    ChaosSettings {
        workerArgs = List.copyOf(workerArgs);
        if (workers < 2) {
            throw new IllegalArgumentException("Somebody must be left when a worker is killed: 2 workers or more, not " + workers);
        }
    }

    long seed() {
        return http.seed();
    }
}
