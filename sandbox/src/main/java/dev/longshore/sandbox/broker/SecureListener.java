package dev.longshore.sandbox.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A listener with TLS and SASL/SCRAM, and a broker that allows nothing but what its ACLs say.
 *
 * <p>The plain listener stays, for whoever sets up users and ACLs: on the loopback, as the one principal that may do everything.
 *
 * @param port where it listens
 * @param keyStore PKCS12 with the broker's certificate
 * @param password of the key store
 */
public record SecureListener(int port, Path keyStore, String password) {
    public static final String MECHANISM = "SCRAM-SHA-512";

    private static final String NAME = "SECURE";

    public String bootstrapServer() {
        return NodeAddress.HOST + ":" + port;
    }

    Map<String, String> addedTo(Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        String own = "," + NAME + "://" + bootstrapServer();
        all.merge("listeners", own, String::concat);
        all.merge("advertised.listeners", own, String::concat);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT," + NAME + ":SASL_SSL");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("sasl.enabled.mechanisms", MECHANISM);
        all.put("listener.name.secure.sasl.enabled.mechanisms", MECHANISM);
        all.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        all.put("listener.name.secure.ssl.keystore.type", "PKCS12");
        all.put("listener.name.secure.ssl.keystore.location", keyStore.toString());
        all.put("listener.name.secure.ssl.keystore.password", password);
        all.put("listener.name.secure.ssl.key.password", password);
        all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        all.put("allow.everyone.if.no.acl.found", "false");
        all.put("super.users", "User:ANONYMOUS");
        return all;
    }
}
