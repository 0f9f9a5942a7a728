package dev.longshore.sandbox.independent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tencent's Java upload SDK, {@code com.qcloud:vod_api}, which takes the emulator as its HTTP proxy. */
class IndependentJavaClientTest extends IndependentClientContract {

    @Override
    UploadOutcome upload(UploadOrder order, int emulatorPort) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                "target/independent-vod-api/*", "src/test/clients/java/VodApiUpload.java"));
        return ClientProcess.upload(directory, command, Map.of(), order.through(emulatorPort));
    }

    @Override
    int simplePutsOf(int smallFiles) {
        return smallFiles;
    }
}
