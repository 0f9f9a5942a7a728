package dev.longshore.bench.peer;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadRequest;
import java.nio.file.Path;

/** The VOD calls of clients that know COS only, through Tencent's SDK as it comes. */
final class VodCalls {
    private final VodClient client;

    VodCalls(Order order) {
        HttpProfile http = new HttpProfile();
        http.setEndpoint("127.0.0.1:" + order.vodPort());
        http.setProtocol(order.tls() ? HttpProfile.REQ_HTTPS : HttpProfile.REQ_HTTP);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        client = new VodClient(new Credential(order.secretId(), order.secretKey()), "ap-guangzhou", profile);
    }

    ApplyUploadResponse apply(Path file) throws TencentCloudSDKException {
        String name = file.getFileName().toString();
        ApplyUploadRequest request = new ApplyUploadRequest();
        request.setMediaType(name.substring(name.lastIndexOf('.') + 1));
        request.setMediaName(name);
        return client.ApplyUpload(request);
    }

    void commit(ApplyUploadResponse session) throws TencentCloudSDKException {
        CommitUploadRequest request = new CommitUploadRequest();
        request.setVodSessionKey(session.getVodSessionKey());
        client.CommitUpload(request);
    }
}
