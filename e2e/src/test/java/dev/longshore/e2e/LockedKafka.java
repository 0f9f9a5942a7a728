package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import dev.longshore.sandbox.broker.SecureListener;
import dev.longshore.sandbox.process.FreePorts;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/** A broker with TLS, SASL/SCRAM and ACLs, that refuses whatever isn't allowed, with its users. */
final class LockedKafka implements AutoCloseable {
    private static final String STORE_PASSWORD = "store-password";
    private static final int ITERATIONS = 4096;

    private final KafkaCluster cluster;
    private final SecureListener listener;
    private final Path trustStore;

    /**
     * @param users the roles that each has, as the list of ACLs names them
     * @param replyTopic made beforehand: nobody but a user of its own would be allowed to
     */
    LockedKafka(Path dir, Map<String, List<String>> users, String replyTopic) throws Exception {
        Path keyStore = makeKey(dir);
        this.trustStore = makeTrust(dir, keyStore);
        this.listener = new SecureListener(FreePorts.pick(), keyStore, STORE_PASSWORD);
        this.cluster = KafkaCluster.start(KafkaClusterSettings.oneNode().withDir(dir.resolve("kafka")), listener);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            List<UserScramCredentialAlteration> accounts = users.keySet()
                    .stream()
                    .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password(user)))
                    .toList();
            admin.alterUserScramCredentials(accounts).all().get();
            admin.createAcls(AclList.read().bindings(users)).all().get();
            admin.createTopics(List.of(new NewTopic(replyTopic, 1, (short) 1))).all().get();
        }
    }

    static String password(String user) {
        return "password-of-" + user;
    }

    void grant(AclBinding line) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createAcls(List.of(line)).all().get();
        }
    }

    void revoke(AclBinding line) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            assertThat(admin.deleteAcls(List.of(line.toFilter())).all().get()).containsExactly(line);
        }
    }

    /** As an administrator at the broker's own machine. */
    String plainBootstrapServer() {
        return cluster.bootstrapServers();
    }

    String bootstrapServer() {
        return listener.bootstrapServer();
    }

    Path trustStore() {
        return trustStore;
    }

    /** A client's configuration. */
    Map<String, Object> as(String user, String password) {
        return new HashMap<>(Map.of(
                "bootstrap.servers", bootstrapServer(),
                "security.protocol", "SASL_SSL",
                "ssl.truststore.location", trustStore.toString(),
                "ssl.truststore.password", STORE_PASSWORD,
                "ssl.truststore.type", "PKCS12",
                "sasl.mechanism", SecureListener.MECHANISM,
                "sasl.jaas.config", jaas(user, password),
                "request.timeout.ms", 10_000,
                "max.block.ms", 20_000));
    }

    static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";".formatted(user,
                password);
    }

    /** The options of a worker or gateway, as docs/security.md shows them; the user goes by environment. */
    String[] workerArgs() {
        return new String[] {
            "--spring.kafka.bootstrap-servers=" + bootstrapServer(),
            "--spring.kafka.security.protocol=SASL_SSL",
            "--spring.kafka.ssl.trust-store-location=file:" + trustStore,
            "--spring.kafka.ssl.trust-store-type=PKCS12",
            "--spring.kafka.ssl.trust-store-password=" + STORE_PASSWORD,
            "--spring.kafka.properties.sasl.mechanism=" + SecureListener.MECHANISM};
    }

    private static Path makeKey(Path dir) throws Exception {
        Path file = dir.resolve("broker.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "broker", "-keyalg", "EC",
                "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1,dns:localhost",
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file;
    }

    private static Path makeTrust(Path dir, Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("broker", keys.getCertificate("broker"));
        Path file = dir.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
