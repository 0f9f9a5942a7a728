package dev.longshore.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A key for the emulator, made anew for each run and trusted by nobody who isn't told to.
 *
 * @param file PKCS#12, both the emulator's key store and the clients' trust store
 */
record TlsKeyFile(Path file) {
    private static final String PASSWORD = "sandbox";

    static TlsKeyFile make(Path dir) throws IOException, InterruptedException {
        Path file = dir.resolve("tls.p12");
        int code = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "emulator", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=sandbox",
                "-ext", "san=ip:127.0.0.1,dns:*.cos.ap-chongqing.myqcloud.com", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
        return new TlsKeyFile(file);
    }

    List<String> emulatorArgs() {
        return List.of("--tls-key-store=" + file, "--tls-key-store-password=" + PASSWORD);
    }

    List<String> clientJvm() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + file,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }
}
