package dev.longshore.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class TokensTest {
    private static final String TOKEN = "0123456789-0123456789";

    @Test
    void aTokenHasItsHoldersName() {
        StaticTokens tokens = new StaticTokens(Map.of("anna", TOKEN, "ben", TOKEN + "b"), null);
        assertThat(tokens.nameOf(TOKEN)).contains("anna");
        assertThat(tokens.nameOf(TOKEN + "b")).contains("ben");
        assertThat(tokens.nameOf(TOKEN + "c")).isEmpty();
        assertThat(tokens.nameOf("")).isEmpty();
    }

    @Test
    void aShortTokenIsRefusedByItsHoldersName() {
        assertThatThrownBy(() -> new StaticTokens(Map.of("anna", "short"), null)).hasMessageContaining("anna").hasMessageContaining("20");
    }

    @Test
    void aFileIsReadAgainWhenItChangesAndWhatIsWrongInItLeavesWhatWas(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("tokens"), "# who may call\nanna " + TOKEN + "\n");
        StaticTokens tokens = new StaticTokens(Map.of("ben", TOKEN + "b"), file);
        assertThat(tokens.nameOf(TOKEN)).contains("anna");
        Files.writeString(file, "carla " + TOKEN + "c\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(tokens.nameOf(TOKEN)).isEmpty();
        assertThat(tokens.nameOf(TOKEN + "c")).contains("carla");
        assertThat(tokens.nameOf(TOKEN + "b")).contains("ben");
        Files.writeString(file, "three words here");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(20)));
        assertThat(tokens.nameOf(TOKEN + "c")).contains("carla");
        assertThatThrownBy(() -> new StaticTokens(Map.of(), file)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> new StaticTokens(Map.of(), dir.resolve("none"))).hasMessageContaining("token-file");
    }

    @Test
    void aTokenOfTheOpenIdProviderIsTakenIfItsSignatureAndTimeHold() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        BearerTokens tokens = new BearerTokens(
                new StaticTokens(Map.of(), null), NimbusJwtDecoder.withPublicKey((RSAPublicKey) keys.getPublic()).build());
        assertThat(tokens.authenticate(bearer(jwt(keys, 60))).getName()).isEqualTo("anna");
        assertThatThrownBy(() -> tokens.authenticate(bearer(jwt(keys, -600)))).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> tokens.authenticate(bearer(jwt(generator.generateKeyPair(), 60))))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> tokens.authenticate(bearer(TOKEN))).isInstanceOf(AuthenticationException.class);
    }

    private static String jwt(KeyPair keys, long seconds) throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().subject("anna").expirationTime(Date.from(Instant.now().plusSeconds(seconds))).build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(new RSASSASigner(keys.getPrivate()));
        return jwt.serialize();
    }

    private static BearerTokenAuthenticationToken bearer(String token) {
        return new BearerTokenAuthenticationToken(token);
    }
}
