package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.vod.VodKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inspection tells who called whom with which key. */
class CallerTest {

    private static final VodKey TEMPORARY = new VodKey("AKIDtemporary", "secret", "token");

    private Emulator emulator;
    private EmulatorClient inspection;
    private RealClients clients;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.discarding(Checksums.FULL))
                .withVod(vod -> vod.withAccount(vod.account()
                        .withKeys(
                                List.of(TEMPORARY, new VodKey(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY))))));
        inspection = new EmulatorClient(emulator.inspectionUri());
        clients = new RealClients(emulator);
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        inspection.close();
        emulator.close();
    }

    @Test
    void an_api_call_is_kept_with_its_region_its_key_and_whether_a_token_came_along() throws Exception {
        var request = new ApplyUploadRequest();
        request.setMediaType("mp4");
        VodClient temporary = clients.vod(new Credential("AKIDtemporary", "secret", "token"), "ap-singapore");
        temporary.ApplyUpload(request);
        clients.vod().ApplyUpload(request);

        List<CallLog.Call> calls = calls(2);
        String host = "127.0.0.1:" + emulator.vodPort();
        assertThat(calls).extracting(CallLog.Call::caller)
                .containsExactly(
                        new CallLog.Caller(host, "ap-singapore", "AKIDtemporary", true),
                        new CallLog.Caller(host, "ap-guangzhou", EmulatorSettings.SECRET_ID, false));
        assertThat(calls).allSatisfy(call -> assertThat(call.span().until()).isGreaterThan(call.span().from()));
        assertThat(CallLog.mostAtOnce(calls)).isEqualTo(1);
    }

    @Test
    void a_refused_call_is_kept_with_the_key_that_it_named_and_an_unsigned_one_without() throws Exception {
        RealClients.refusal(() -> clients.vod("AKIDnobody", "secret", "moon-north").ApplyUpload(new ApplyUploadRequest()));
        RawHttp.send(emulator.vodPort(), "POST /", Map.of("Host", "127.0.0.1"), new byte[0]);

        assertThat(calls(2)).extracting(CallLog.Call::caller)
                .containsExactly(
                        new CallLog.Caller("127.0.0.1:" + emulator.vodPort(), "moon-north", "AKIDnobody", false),
                        new CallLog.Caller("127.0.0.1", null, null, false));
    }

    @Test
    void a_storage_request_is_kept_with_its_bucket_host_and_the_sessions_key() throws Exception {
        ApplyUploadResponse session = clients.apply(fields -> fields.setStorageRegion("ap-shanghai"));
        CosRequest.of(emulator, "PUT", session).body(new byte[10]).send();

        CallLog.Caller caller = calls(2).getLast().caller();
        assertThat(caller.host()).startsWith(session.getStorageBucket() + ".cos.ap-shanghai.myqcloud.com");
        assertThat(caller.region()).isEqualTo("ap-shanghai");
        assertThat(caller.secretId()).isEqualTo(session.getTempCertificate().getSecretId());
        assertThat(caller.withToken()).isTrue();
    }

    /** A call is kept just after its answer. */
    private List<CallLog.Call> calls(int expected) throws Exception {
        await().until(() -> inspection.calls().recent().size() == expected);
        return inspection.calls().recent();
    }
}
