package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.ExpiredCertificate;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.vod.VodSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CosSignatureTest {

    private final SettableClock clock = new SettableClock();
    private Emulator emulator;
    private RealClients clients;
    private ApplyUploadResponse session;

    @BeforeEach
    void start() throws Exception {
        start(vod -> vod);
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        emulator.close();
    }

    @Test
    void a_request_signed_by_the_certificate_is_granted() throws Exception {
        RawHttp.Answer answer = request("PUT").body(CosRequest.utf8("123456789")).send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"25f9e794323b453885f5181f1b624d0b\"");
        assertThat(answer.header("x-cos-hash-crc64ecma")).isEqualTo(Long.toUnsignedString(0x995dc9bbdf1939faL));
    }

    @Test
    void the_host_may_be_signed_with_or_without_its_port() throws Exception {
        String host = session.getStorageBucket() + ".cos." + session.getStorageRegion() + ".myqcloud.com";
        String withPort = host + ':' + emulator.cosPort();
        assertThat(request("PUT").hostSent(withPort).code()).isEmpty();
        assertThat(request("PUT").hostSentAndSigned(withPort).code()).isEmpty();
        assertThat(request("PUT").hostSentAndSigned(withPort).hostSent(host).code()).isEmpty();
        assertThat(request("PUT").signing("host", "another." + host).code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void the_token_may_be_signed_or_travel_as_a_parameter() throws Exception {
        String token = session.getTempCertificate().getToken();
        assertThat(request("PUT").signing("x-cos-security-token", token).code()).isEmpty();
        assertThat(request("PUT")
                .key(session.getTempCertificate().getSecretId(), session.getTempCertificate().getSecretKey(), null)
                .parameter("x-cos-security-token", token)
                .code())
                .isEmpty();
    }

    @Test
    void the_signature_may_travel_in_the_address() throws Exception {
        assertThat(request("PUT").sendSignedAddress().status()).isEqualTo(200);
    }

    @Test
    void what_was_signed_can_not_be_changed() throws Exception {
        assertThat(request("PUT").header("x-cos-meta-a", "2").signing("x-cos-meta-a", "2").code()).isEmpty();
        assertThat(request("PUT").header("x-cos-meta-a", "1").signing("x-cos-meta-a", "2").code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(request("PUT").signing("x-cos-meta-a", "2").code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(request("PUT").signedPath(session.getMediaStoragePath() + "x").code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void an_unsigned_request_a_wrong_key_and_an_unknown_key_are_refused() throws Exception {
        var certificate = session.getTempCertificate();
        assertThat(request("PUT").sendUnsigned().field("Code")).isEqualTo("AccessDenied");
        assertThat(request("PUT").key(certificate.getSecretId(), "wrong", certificate.getToken()).code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(request("PUT").key("AKIDnobody", "wrong", certificate.getToken()).code())
                .isEqualTo("InvalidAccessKeyId");
    }

    @Test
    void the_token_must_be_the_certificates_own() throws Exception {
        var certificate = session.getTempCertificate();
        ApplyUploadResponse other = clients.apply(request -> {});
        assertThat(request("PUT").key(certificate.getSecretId(), certificate.getSecretKey(), null).code())
                .isEqualTo("AccessDenied");
        assertThat(request("PUT")
                .key(certificate.getSecretId(), certificate.getSecretKey(), other.getTempCertificate().getToken())
                .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void a_signature_holds_only_in_its_time() throws Exception {
        Instant now = clock.instant();
        assertThat(request("PUT").signedFor(now.minusSeconds(60), now.minusSeconds(1)).code()).isEqualTo("AccessDenied");
        assertThat(request("PUT").signedFor(now.plusSeconds(400), now.plusSeconds(600)).code())
                .isEqualTo("RequestTimeTooSkewed");
    }

    @Test
    void an_expired_certificate_is_refused_although_the_signature_holds() throws Exception {
        clock.advance(VodSettings.CERTIFICATE_LIFETIME.minusSeconds(1));
        Instant now = clock.instant();
        assertThat(request("PUT").signedFor(now, now.plusSeconds(600)).code()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        RawHttp.Answer answer = request("PUT").signedFor(now, now.plusSeconds(600)).send();
        assertThat(answer.field("Code")).isEqualTo("ExpiredToken");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void an_expired_certificate_can_be_refused_in_the_other_words_as_well() throws Exception {
        start(vod -> vod.withExpiredCertificate(ExpiredCertificate.REQUEST));
        clock.advance(VodSettings.CERTIFICATE_LIFETIME);
        Instant now = clock.instant();
        RawHttp.Answer answer = request("PUT").signedFor(now, now.plusSeconds(600)).send();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.field("Code")).isEqualTo("AccessDenied");
        assertThat(answer.field("Message")).isEqualTo("Request has expired");
    }

    @Test
    void sessions_can_age_alone_while_signatures_stay_young() throws Exception {
        stop();
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withSessionClock(clock)
                .withStore(StoreSettings.discarding(Checksums.FULL)));
        session = new RealClients(emulator).apply(request -> {});
        clock.advance(VodSettings.CERTIFICATE_LIFETIME.minusSeconds(10));
        assertThat(request("PUT").code()).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(request("PUT").code()).isEqualTo("ExpiredToken");
    }

    @Test
    void a_certificate_covers_its_own_paths_only() throws Exception {
        ApplyUploadResponse other = clients.apply(request -> {});
        assertThat(request("PUT").path(session.getMediaStoragePath() + ".bak").code()).isEqualTo("AccessDenied");
        assertThat(request("PUT").path(other.getMediaStoragePath()).code()).isEqualTo("AccessDenied");
        assertThat(request("GET").path("/").parameter("uploads", "").code()).isEqualTo("AccessDenied");
        assertThat(request("GET").path("/")
                .parameter("uploads", "")
                .parameter("prefix", session.getMediaStoragePath().substring(1))
                .code())
                .isEmpty();
    }

    @Test
    void a_certificate_is_good_for_its_bucket_and_region_only() throws Exception {
        assertThat(request("PUT")
                .hostSentAndSigned(session.getStorageBucket() + ".cos.ap-singapore.myqcloud.com")
                .code())
                .isEqualTo("NoSuchBucket");
        assertThat(request("PUT")
                .hostSentAndSigned("other-1.cos." + session.getStorageRegion() + ".myqcloud.com")
                .code())
                .isEqualTo("AccessDenied");
        assertThat(request("PUT").hostSentAndSigned("127.0.0.1:" + emulator.cosPort()).code()).isEqualTo("InvalidURI");
    }

    @Test
    void a_certificate_may_do_what_the_settings_allow() throws Exception {
        assertThat(request("PUT").code()).isEmpty();
        assertThat(request("GET").code()).as("reading is for the account's own keys").isEqualTo("AccessDenied");
        assertThat(request("HEAD").key(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null).code()).isEmpty();
        assertThat(request("PUT").key(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null).code())
                .isEqualTo("AccessDenied");

        Set<CosOperation> withoutHead = EnumSet.copyOf(VodSettings.uploadOperations());
        withoutHead.remove(CosOperation.HEAD_OBJECT);
        start(vod -> vod.withCertificate(VodSettings.CERTIFICATE_LIFETIME, withoutHead));
        assertThat(request("PUT").code()).isEmpty();
        assertThat(request("HEAD").send().status()).isEqualTo(403);
    }

    private void start(UnaryOperator<VodSettings> change) throws Exception {
        if (emulator != null) {
            stop();
        }
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withClock(clock)
                .withStore(StoreSettings.discarding(Checksums.FULL))
                .withVod(change));
        clients = new RealClients(emulator);
        session = clients.apply(request -> {});
    }

    private CosRequest request(String method) {
        return CosRequest.of(emulator, method, session);
    }
}
