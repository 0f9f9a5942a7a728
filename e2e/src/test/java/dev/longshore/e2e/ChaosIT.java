package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.chaos.ChaosApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short run of {@code ./longshore chaos}, with a fresh seed each time: the output names it, and shows the verdict. */
class ChaosIT {
    @TempDir
    Path dir;

    @Test
    void noPromiseBreaksWhileWorkersAndBrokersDieAndCallsFail() {
        int code =
                new CommandLine(new ChaosApplication()).execute("--short", "--dir=" + dir.resolve("chaos"), "--kafka=" + TestFleet.RELEASE);

        assertThat(code).as("breaches are marked in the output").isZero();
    }
}
