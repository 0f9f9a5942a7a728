package dev.longshore.worker.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS for a server that has none, with a certificate for 127.0.0.1 that nobody signed. */
public final class TlsFront implements AutoCloseable {
    public static final String PASSWORD = "changeit";

    private final RawServer server;

    /** @param store as {@link #makeStore} made it */
    public TlsFront(Path store, int behind) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        this.server = new RawServer(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        server.behave(client -> {
            try (Socket service = new Socket("127.0.0.1", behind)) {
                Pipes.join(client, service);
            }
        });
    }

    /** A key store with a new certificate for 127.0.0.1; as a trust store it makes that certificate trusted. */
    public static Path makeStore(Path path) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "front", "-keyalg",
                "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                path.toString(), "-storepass", PASSWORD);
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        return path;
    }

    public String endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
