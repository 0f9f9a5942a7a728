import com.qcloud.vod.VodUploadClient;
import com.qcloud.vod.model.VodUploadRequest;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.longshore.bench.peer.Harness;
import dev.longshore.bench.peer.Order;
import java.nio.file.Path;

/** Tencent's Java upload SDK, com.qcloud:vod_api, as it comes; the emulator is its HTTP proxy. Compiled and run on a class path that holds its own libraries only. */
public final class VodApiPeer {
    private final Order order;
    private final VodUploadClient client;

    private VodApiPeer(Order order) {
        this.order = order;
        HttpProfile http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setProxyHost("127.0.0.1");
        http.setProxyPort(order.vodPort());
        this.client = new VodUploadClient(order.secretId(), order.secretKey(), http);
    }

    public static void main(String[] args) throws Exception {
        Harness.main(args, order -> new VodApiPeer(order)::upload);
    }

    private void upload(Path file) throws Exception {
        VodUploadRequest request = new VodUploadRequest();
        request.setMediaFilePath(file.toString());
        request.setConcurrentUploadNumber(order.parts());
        client.upload("ap-guangzhou", request);
    }
}
