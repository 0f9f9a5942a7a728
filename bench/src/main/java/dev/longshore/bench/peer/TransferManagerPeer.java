package dev.longshore.bench.peer;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.endpoint.EndpointResolver;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.region.Region;
import com.qcloud.cos.transfer.TransferManager;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** {@code cos_api}'s TransferManager as its documentation shows it, between ApplyUpload and CommitUpload. It takes one session's credentials, so each file has a client. */
public final class TransferManagerPeer {
    private final Order order;
    private final VodCalls vod;

    private TransferManagerPeer(Order order) {
        this.order = order;
        this.vod = new VodCalls(order);
    }

    public static void main(String[] args) throws Exception {
        Harness.main(args, order -> new TransferManagerPeer(order)::upload);
    }

    private void upload(Path file) throws Exception {
        ApplyUploadResponse session = vod.apply(file);
        COSClient client = client(session);
        TransferManager transfers = new TransferManager(client, Executors.newFixedThreadPool(order.parts()));
        try {
            String key = session.getMediaStoragePath().replaceFirst("^/", "");
            transfers.upload(session.getStorageBucket(), key, file.toFile()).waitForUploadResult();
        } finally {
            transfers.shutdownNow(true);
        }
        vod.commit(session);
    }

    private COSClient client(ApplyUploadResponse session) {
        ClientConfig config = new ClientConfig(new Region(session.getStorageRegion()));
        config.setHttpProtocol(order.tls() ? HttpProtocol.https : HttpProtocol.http);
        config.setEndpointResolver(new EndpointResolver() {
            @Override
            public String resolveGeneralApiEndpoint(String endpoint) {
                return "127.0.0.1:" + order.cosPort();
            }

            @Override
            public String resolveGetServiceApiEndpoint(String endpoint) {
                return endpoint;
            }
        });
        var certificate = session.getTempCertificate();
        return new COSClient(
                new BasicSessionCredentials(certificate.getSecretId(), certificate.getSecretKey(), certificate.getToken()), config);
    }
}
