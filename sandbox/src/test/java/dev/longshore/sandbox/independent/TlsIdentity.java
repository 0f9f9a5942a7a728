package dev.longshore.sandbox.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.vod.VodAccount;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key that speaks for the service's host names, made anew for each test run and trusted by nobody who isn't told to.
 *
 * @param certificate its certificate, as PEM
 */
record TlsIdentity(SSLContext context, Path certificate) {

    private static final String PASSWORD = "sandbox";
    private static final String ALIAS = "emulator";

    static TlsIdentity create(Path directory) throws Exception {
        Path file = directory.resolve("tls.p12");
        Files.deleteIfExists(file);
        String names = VodAccount.STORAGE_REGIONS.stream()
                .map(region -> ",dns:*.cos." + region + ".myqcloud.com")
                .collect(Collectors.joining("", "san=dns:vod.tencentcloudapi.com", ""));
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=sandbox",
                "-ext", names, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD);
        ClientProcess.Ending ending = ClientProcess.run(keytool, directory);
        assertThat(ending.code()).as(ending.output()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.getCertificate(ALIAS).getEncoded());
        Path pem = directory.resolve("tls.pem");
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        return new TlsIdentity(context, pem);
    }
}
