import com.google.gson.Gson;
import com.qcloud.vod.VodUploadClient;
import com.qcloud.vod.model.VodUploadRequest;
import com.qcloud.vod.model.VodUploadResponse;
import com.tencentcloudapi.common.profile.HttpProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Uploads one file with com.qcloud:vod_api and prints the outcome as JSON on one line. Run as a source file, on a class
 * path that holds nothing else. Argument: a JSON file with the order, see UploadOrder in the tests.
 */
public final class VodApiUpload {

    public static void main(String[] args) throws Exception {
        var gson = new Gson();
        Order order = gson.fromJson(Files.readString(Path.of(args[0]), StandardCharsets.UTF_8), Order.class);
        Map<String, String> outcome = new LinkedHashMap<>();
        try {
            VodUploadResponse media = client(order).upload("ap-guangzhou", request(order));
            outcome.put("fileId", media.getFileId());
            outcome.put("mediaUrl", media.getMediaUrl());
            outcome.put("coverUrl", media.getCoverUrl());
        } catch (Exception e) {
            outcome.put("error", e.toString());
        }
        System.out.println(gson.toJson(outcome));
        System.exit(0);
    }

    private static VodUploadClient client(Order order) {
        var http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setProxyHost("127.0.0.1");
        http.setProxyPort(order.proxyPort);
        return new VodUploadClient(order.secretId, order.secretKey, http);
    }

    private static VodUploadRequest request(Order order) {
        var request = new VodUploadRequest();
        request.setMediaFilePath(order.media);
        if (order.cover != null) {
            request.setCoverFilePath(order.cover);
        }
        request.setMediaName(order.mediaName);
        request.setSourceContext(order.sourceContext);
        request.setConcurrentUploadNumber(3);
        return request;
    }

    /** Filled by Gson. */
    static final class Order {
        String secretId;
        String secretKey;
        int proxyPort;
        String media;
        String cover;
        String mediaName;
        String sourceContext;
    }
}
