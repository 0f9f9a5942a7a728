package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.vod.VodKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VodSignatureTest {

    private static final String MP4 = "{\"MediaType\":\"mp4\"}";

    private Emulator emulator;

    @BeforeEach
    void start() throws Exception {
        var keys = List.of(
                new VodKey(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY), new VodKey("temporary", "secret", "token"));
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.discarding(Checksums.FULL))
                .withVod(vod -> vod.withAccount(vod.account().withKeys(keys))));
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    @Test
    void a_request_signed_by_hand_is_granted() throws Exception {
        assertThat(apply().code()).isEmpty();
    }

    @Test
    void the_host_may_be_signed_without_its_port_and_the_service_be_the_first_label() throws Exception {
        assertThat(apply().signing("host", "127.0.0.1").service("127").code()).isEmpty();
    }

    @Test
    void more_headers_may_be_signed() throws Exception {
        assertThat(apply().signing("x-tc-action", "applyupload").code()).isEmpty();
        assertThat(apply().signing("x-tc-action", "commitupload").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().signing("x-not-sent", "1").code()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void a_changed_payload_is_refused() throws Exception {
        assertThat(apply().sending("{\"MediaType\":\"mp3\"}").code()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void a_clock_more_than_five_minutes_off_is_refused() throws Exception {
        Instant now = Instant.now();
        assertThat(apply().at(now.minusSeconds(290)).code()).isEmpty();
        assertThat(apply().at(now.minusSeconds(310)).code()).isEqualTo("AuthFailure.SignatureExpire");
        assertThat(apply().at(now.plusSeconds(310)).code()).isEqualTo("AuthFailure.SignatureExpire");
    }

    @Test
    void a_scope_of_another_day_or_service_is_refused() throws Exception {
        assertThat(apply().scopeDate("2001-01-01").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().service("cvm").code()).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void content_type_and_host_must_be_signed() throws Exception {
        assertThat(apply().notSigning("host").code()).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(apply().notSigning("content-type").code()).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(apply().header("Authorization", "Basic xyz").code()).isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @Test
    void the_common_parameters_are_checked() throws Exception {
        assertThat(apply().header("X-TC-Version", "2020-01-01").code()).isEqualTo("NoSuchVersion");
        assertThat(apply().header("X-TC-Region", "ap-atlantis").code()).isEqualTo("UnsupportedRegion");
        assertThat(new Tc3Request(emulator.vodPort(), "DeleteMedia", "{}").code()).isEqualTo("InvalidAction");
        assertThat(apply().send("GET /").field("Code")).isEqualTo("UnsupportedProtocol");
    }

    @Test
    void a_wrong_secret_key_or_unknown_secret_id_is_refused() throws Exception {
        try (RealClients clients = new RealClients(emulator)) {
            var request = request();
            assertThat(RealClients.refusal(
                    () -> clients.vod(EmulatorSettings.SECRET_ID, "another", "ap-guangzhou").ApplyUpload(request)))
                    .isEqualTo("AuthFailure.SignatureFailure");
            assertThat(RealClients.refusal(
                    () -> clients.vod("AKIDnobody", "another", "ap-guangzhou").ApplyUpload(request)))
                    .isEqualTo("AuthFailure.SecretIdNotFound");
        }
    }

    @Test
    void a_temporary_key_needs_its_token() throws Exception {
        try (RealClients clients = new RealClients(emulator)) {
            var request = request();
            assertThat(clients.vod(new Credential("temporary", "secret", "token"), "ap-guangzhou")
                    .ApplyUpload(request)
                    .getVodSessionKey())
                    .isNotEmpty();
            assertThat(RealClients.refusal(() -> clients.vod("temporary", "secret", "ap-guangzhou").ApplyUpload(request)))
                    .isEqualTo("AuthFailure.TokenFailure");
            assertThat(RealClients.refusal(() -> clients
                    .vod(new Credential("temporary", "secret", "stale"), "ap-guangzhou")
                    .ApplyUpload(request)))
                    .isEqualTo("AuthFailure.TokenFailure");
        }
    }

    @Test
    void refused_calls_are_counted_by_their_code() throws Exception {
        apply().sending("{}").send();
        try (var inspection = new EmulatorClient(emulator.inspectionUri())) {
            assertThat(inspection.calls().count("ApplyUpload", "AuthFailure.SignatureFailure")).isEqualTo(1);
            assertThat(inspection.calls().granted("ApplyUpload")).isZero();
            assertThat(inspection.sessions()).isEmpty();
        }
    }

    private static ApplyUploadRequest request() {
        var request = new ApplyUploadRequest();
        request.setMediaType("mp4");
        return request;
    }

    private Tc3Request apply() {
        return new Tc3Request(emulator.vodPort(), "ApplyUpload", MP4);
    }
}
