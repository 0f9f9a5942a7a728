package dev.longshore.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipes' step that makes the cache of loaded classes, run as it stands there. While an image is built there is no Kafka. */
class ImageTrainingIT {
    /** One step may have several lines. */
    private static final Pattern TRAINING =
            Pattern.compile("^RUN ((?:\\\\\n|.)*?-XX:AOTCacheOutput=(?:\\\\\n|.)*?) && rm ", Pattern.MULTILINE);
    private static final long LIMIT_MINUTES = 5;

    @TempDir
    Path app;

    @ParameterizedTest
    @CsvSource({"worker.Dockerfile, worker/target/longshore-worker-exec.jar",
        "gateway.Dockerfile, gateway/target/longshore-gateway-exec.jar"})
    void theCacheIsMadeWithoutKafka(String recipe, String jar) throws Exception {
        run("java -Djarmode=tools -jar " + Checkout.home().resolve(jar)
                + " extract --application-filename app.jar --force --destination .");
        run(training(recipe));
        assertThat(app.resolve("app.aot")).isNotEmptyFile();
    }

    private String training(String recipe) throws IOException {
        Matcher step = TRAINING.matcher(Files.readString(Checkout.home().resolve("deploy/images").resolve(recipe)));
        assertThat(step.find()).as("%s trains", recipe).isTrue();
        return step.group(1).replace("\\\n", " ").replace("=/app ", "=" + app + " ");
    }

    private void run(String command) throws Exception {
        Path log = app.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", command).directory(app.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(), (path, jdk) -> jdk + ":" + path);
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("ends in time: %s", command).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", command, Files.readString(log)).isZero();
    }
}
