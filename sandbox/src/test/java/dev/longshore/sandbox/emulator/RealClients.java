package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.AnonymousCOSCredentials;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSCredentials;
import com.qcloud.cos.auth.COSStaticCredentialsProvider;
import com.qcloud.cos.endpoint.EndpointResolver;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.region.Region;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.TempCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The service's own Java clients, pointed at an emulator. */
final class RealClients implements AutoCloseable {

    private final Emulator emulator;
    private final List<COSClient> opened = new ArrayList<>();

    RealClients(Emulator emulator) {
        this.emulator = emulator;
    }

    VodClient vod() {
        return vod(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, "ap-guangzhou");
    }

    VodClient vod(String secretId, String secretKey, String region) {
        return vod(new Credential(secretId, secretKey), region);
    }

    VodClient vod(Credential credential, String region) {
        var http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setEndpoint("127.0.0.1:" + emulator.vodPort());
        http.setReadTimeout(10);
        http.setWriteTimeout(10);
        var profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new VodClient(credential, region, profile);
    }

    ApplyUploadResponse apply(Consumer<ApplyUploadRequest> fields) throws TencentCloudSDKException {
        var request = new ApplyUploadRequest();
        request.setMediaType("mp4");
        fields.accept(request);
        return vod().ApplyUpload(request);
    }

    CommitUploadResponse commit(ApplyUploadResponse session) throws TencentCloudSDKException {
        return commit(session, 0L);
    }

    CommitUploadResponse commit(ApplyUploadResponse session, long subAppId) throws TencentCloudSDKException {
        var request = new CommitUploadRequest();
        request.setVodSessionKey(session.getVodSessionKey());
        if (subAppId != 0) {
            request.setSubAppId(subAppId);
        }
        return vod().CommitUpload(request);
    }

    /** A COS client that signs with the session's certificate. */
    COSClient cos(ApplyUploadResponse session) {
        TempCertificate certificate = session.getTempCertificate();
        return cos(
                new BasicSessionCredentials(
                        certificate.getSecretId(), certificate.getSecretKey(), certificate.getToken()),
                session.getStorageRegion());
    }

    COSClient cosOfAccount(String region) {
        return cos(new BasicCOSCredentials(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY), region);
    }

    COSClient cosUnsigned(String region) {
        return cos(new AnonymousCOSCredentials(), region);
    }

    COSClient cos(COSCredentials credentials, String region) {
        var config = config(region);
        config.setEndpointResolver(new EndpointResolver() {
            @Override
            public String resolveGeneralApiEndpoint(String endpoint) {
                return "127.0.0.1:" + emulator.cosPort();
            }

            @Override
            public String resolveGetServiceApiEndpoint(String endpoint) {
                return "127.0.0.1:" + emulator.cosPort();
            }
        });
        return open(credentials, config);
    }

    /** A COS client that uses the emulator as its HTTP proxy and so sends absolute-form request lines. */
    COSClient cosThroughProxy(ApplyUploadResponse session, int port) {
        TempCertificate certificate = session.getTempCertificate();
        var config = config(session.getStorageRegion());
        config.setHttpProxyIp("127.0.0.1");
        config.setHttpProxyPort(port);
        return open(
                new BasicSessionCredentials(
                        certificate.getSecretId(), certificate.getSecretKey(), certificate.getToken()),
                config);
    }

    private static ClientConfig config(String region) {
        var config = new ClientConfig(new Region(region));
        config.setHttpProtocol(HttpProtocol.http);
        config.setMaxErrorRetry(0);
        config.setErrorLogStatusCodeThresh(1_000);
        return config;
    }

    private COSClient open(COSCredentials credentials, ClientConfig config) {
        var client = new COSClient(new COSStaticCredentialsProvider(credentials), config);
        opened.add(client);
        return client;
    }

    /** The error code of a refused VOD call. */
    static String refusal(ThrowingCallable call) {
        Throwable refused = catchThrowable(call);
        assertThat(refused).isInstanceOf(TencentCloudSDKException.class);
        return ((TencentCloudSDKException) refused).getErrorCode();
    }

    /** Sets a field that the client library has no setter for. */
    static void set(AbstractModel request, String name, Object value) {
        request.set(name, value);
    }

    @Override
    public void close() {
        opened.forEach(COSClient::shutdown);
    }
}
