package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SortBy;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.vod.VodKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls as forms with the first version of the signature, which older clients use by default. */
class VodFormTest {

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
    void without_a_method_the_signature_is_hmac_sha1() throws Exception {
        assertThat(apply().code()).isEmpty();
        assertThat(apply().signedWith("HmacSHA256").code()).isEmpty();
        assertThat(apply().signedWith("HmacSHA1").code()).isEmpty();
        assertThat(apply().with("SignatureMethod", "HmacSHA256").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().signedWith("HmacMD5").code()).isEqualTo("InvalidParameter");
    }

    @Test
    void values_are_signed_as_they_are_meant_and_not_as_they_are_encoded() throws Exception {
        assertThat(apply().with("MediaName", "a b+c&d=e%20 集").code()).isEmpty();
        try (var inspection = new EmulatorClient(emulator.inspectionUri())) {
            assertThat(inspection.sessions()).singleElement()
                    .satisfies(session -> assertThat(session.application().mediaName()).isEqualTo("a b+c&d=e%20 集"));
        }
    }

    @Test
    void a_changed_or_added_parameter_is_refused() throws Exception {
        assertThat(apply().sending("MediaType", "mp3").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().sending("MediaName", "x").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().signingHost("cvm.tencentcloudapi.com").code()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(apply().signingHost("127.0.0.1").code()).isEmpty();
    }

    @Test
    void a_clock_more_than_five_minutes_off_is_refused() throws Exception {
        long now = Instant.now().getEpochSecond();
        assertThat(apply().with("Timestamp", Long.toString(now - 290)).code()).isEmpty();
        assertThat(apply().with("Timestamp", Long.toString(now - 310)).code()).isEqualTo("AuthFailure.SignatureExpire");
        assertThat(apply().with("Timestamp", Long.toString(Long.MAX_VALUE)).code()).isEqualTo("AuthFailure.SignatureExpire");
        assertThat(apply().with("Timestamp", "today").code()).isEqualTo("InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action", "Nonce", "Timestamp", "SecretId"})
    void a_missing_common_parameter_is_refused(String name) throws Exception {
        assertThat(apply().without(name).code()).isEqualTo("MissingParameter");
    }

    @Test
    void the_common_parameters_are_checked() throws Exception {
        assertThat(apply().with("Version", "2020-01-01").code()).isEqualTo("NoSuchVersion");
        assertThat(apply().with("Region", "ap-atlantis").code()).isEqualTo("UnsupportedRegion");
        assertThat(apply().with("SecretId", "AKIDnobody").code()).isEqualTo("AuthFailure.SecretIdNotFound");
        assertThat(new FormRequest(emulator.vodPort(), "DeleteMedia").code()).isEqualTo("InvalidAction");
    }

    @Test
    void fields_are_checked_as_those_of_a_json_call() throws Exception {
        assertThat(apply().with("SubAppId", "5").code()).isEmpty();
        assertThat(apply().with("SubAppId", "five").code()).isEqualTo("InvalidParameter");
        assertThat(apply().with("SubAppId.0", "5").code()).isEqualTo("InvalidParameter");
        assertThat(apply().with("Colour", "red").code()).isEqualTo("UnknownParameter");
        assertThat(apply().with("MediaType.Name", "mp4").code()).isEqualTo("InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
    void the_services_own_client_is_granted_with_nested_parameters_too(String method) throws Exception {
        VodClient vod = vod(method, new Credential(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY));
        var apply = new ApplyUploadRequest();
        apply.setMediaType("mp4");
        apply.setClassId(7L);
        assertThat(vod.ApplyUpload(apply).getVodSessionKey()).isNotEmpty();

        var search = new SearchMediaRequest();
        search.setClassIds(new Long[] {7L, 8L});
        search.setNamePrefixes(new String[] {"a", "b", "c"});
        var sort = new SortBy();
        sort.setField("CreateTime");
        sort.setOrder("Desc");
        search.setSort(sort);
        assertThat(vod.SearchMedia(search).getTotalCount()).isZero();
    }

    @Test
    void a_temporary_key_needs_its_token() throws Exception {
        var apply = new ApplyUploadRequest();
        apply.setMediaType("mp4");
        assertThat(vod("HmacSHA256", new Credential("temporary", "secret", "token")).ApplyUpload(apply).getVodSessionKey())
                .isNotEmpty();
        assertThat(RealClients.refusal(
                () -> vod("HmacSHA256", new Credential("temporary", "secret", "stale")).ApplyUpload(apply)))
                .isEqualTo("AuthFailure.TokenFailure");
    }

    private VodClient vod(String method, Credential credential) {
        var http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setEndpoint("127.0.0.1:" + emulator.vodPort());
        return new VodClient(credential, "ap-guangzhou", new ClientProfile(method, http));
    }

    private FormRequest apply() {
        return new FormRequest(emulator.vodPort(), "ApplyUpload").with("MediaType", "mp4");
    }
}
