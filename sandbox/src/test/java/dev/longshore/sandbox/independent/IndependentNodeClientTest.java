package dev.longshore.sandbox.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tencent's Node.js upload SDK, {@code vod-node-sdk}. It can't be told an address or plain HTTP, so that it goes through a
 * proxy with TLS.
 */
class IndependentNodeClientTest extends IndependentClientContract {

    private static final Path SOURCES = Path.of("src/test/clients/node");
    private static final Path MODULES = Path.of("target/independent-node");
    private static final Pattern UNREACHABLE =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED");

    private static TlsIdentity identity;
    /** Why the client can't run here; empty when it can. */
    private static String missing = "";

    @BeforeAll
    static void install(@TempDir Path scratch) throws Exception {
        missing = runs("node", scratch) ? runs("npm", scratch) ? "" : "npm is not installed" : "node is not installed";
        if (!missing.isEmpty()) {
            return;
        }
        identity = TlsIdentity.create(Files.createDirectories(MODULES).toAbsolutePath());
        Files.copy(SOURCES.resolve("upload.js"), MODULES.resolve("upload.js"), StandardCopyOption.REPLACE_EXISTING);
        Path lock = SOURCES.resolve("package-lock.json");
        Path installed = MODULES.resolve("installed-lock.json");
        if (Files.notExists(installed) || Files.mismatch(lock, installed) >= 0) {
            missing = installModules(scratch);
            if (missing.isEmpty()) {
                Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @BeforeEach
    void needsTheClient() {
        assumeTrue(missing.isEmpty(), () -> "The Node.js client did not check the emulator: " + missing);
    }

    private static String installModules(Path scratch) throws IOException, InterruptedException {
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(name), MODULES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = new ProcessBuilder("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
        ClientProcess.Ending ending = ClientProcess.run(npm.directory(MODULES.toFile()), scratch);
        if (ending.code() != 0 && UNREACHABLE.matcher(ending.output()).find()) {
            return "npm reaches no registry:\n" + ending.output();
        }
        assertThat(ending.code()).as(ending.output()).isZero();
        return "";
    }

    @Override
    UploadOutcome upload(UploadOrder order, int emulatorPort) throws Exception {
        try (TlsProxy proxy = TlsProxy.start(identity, emulatorPort)) {
            Map<String, String> environment = Map.of(
                    "http_proxy", proxy.uri(), "HTTPS_PROXY", proxy.uri(),
                    "NODE_EXTRA_CA_CERTS", identity.certificate().toString());
            var command = new ArrayList<>(List.of("node", "--no-deprecation", MODULES.resolve("upload.js").toString()));
            return ClientProcess.upload(directory, command, environment, order);
        }
    }

    @Override
    int simplePutsOf(int smallFiles) {
        return 0;
    }

    private static boolean runs(String program, Path scratch) throws InterruptedException {
        try {
            return ClientProcess.run(new ProcessBuilder(program, "--version"), scratch).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
