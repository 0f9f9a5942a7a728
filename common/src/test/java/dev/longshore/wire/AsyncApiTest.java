package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document in front of AsyncAPI's own parser; needs node and npm, and a registry for the first time. */
class AsyncApiTest {
    private static final Path SOURCES = Path.of("src/test/asyncapi");
    private static final Path WORK = Path.of("target/asyncapi");
    private static final Path DOCUMENT = Path.of("src/main/resources/asyncapi.yaml").toAbsolutePath();
    private static final Pattern UNREACHABLE =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED");

    private record Ending(int code, String output) {}

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(present("node") && present("npm"), "node or npm is not installed: the document was not checked");
        Files.createDirectories(WORK);
        for (String name : List.of("package.json", "package-lock.json", "validate.js")) {
            Files.copy(SOURCES.resolve(name), WORK.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path installed = WORK.resolve("installed-lock.json");
        if (Files.notExists(installed) || Files.mismatch(SOURCES.resolve("package-lock.json"), installed) >= 0) {
            Ending npm = run("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(npm.code() == 0 || !UNREACHABLE.matcher(npm.output()).find(), () -> "npm reaches no registry:\n" + npm.output());
            assertThat(npm.code()).as(npm.output()).isZero();
            Files.copy(SOURCES.resolve("package-lock.json"), installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void theDocumentIsValidAndDescribesEveryPublicTopicAndMessage() throws Exception {
        Ending checked = run("node", "validate.js", DOCUMENT.toString());
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("{prefix}jobs, {prefix}results, {prefix}errors, {prefix}status")
                .contains("UploadJob (", "UploadResult (", "UploadError (", "JobStatus (");
    }

    @Test
    void aDocumentThatIsWrongIsFound() throws Exception {
        String text = Files.readString(DOCUMENT)
                .replace("action: receive", "action: take")
                .replace(
                        "$ref: schema/", "$ref: " + DOCUMENT.resolveSibling("schema") + "/");
        Path wrong = Files.writeString(WORK.resolve("wrong.yaml"), text);
        Ending checked = run("node", "validate.js", wrong.toAbsolutePath().toString());
        assertThat(checked.code()).isNotZero();
        assertThat(checked.output()).contains("action");
    }

    @Test
    void everyHeaderThatTravelsIsDescribed() throws Exception {
        String document = Files.readString(DOCUMENT);
        Headers.COPIED.forEach(name -> assertThat(document).contains("        " + name + ":"));
    }

    private static boolean present(String program) {
        try {
            return new ProcessBuilder(program, "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Ending run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ending(process.waitFor(), output);
    }
}
