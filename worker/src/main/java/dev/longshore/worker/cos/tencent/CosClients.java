package dev.longshore.worker.cos.tencent;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.AnonymousCOSCredentials;
import com.qcloud.cos.endpoint.EndpointResolver;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.region.Region;
import dev.longshore.worker.net.HttpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** One SDK client for each region; each request brings its own credentials. */
final class CosClients implements AutoCloseable {
    static final String USER_AGENT = "longshore";
    /** Beyond all regions there are: regions come from ApplyUpload's answers, and each client holds threads and connections. */
    private static final int MOST_REGIONS = 100;

    private final CosSettings settings;
    private final @Nullable CloseableHttpClient authenticating;
    private final Map<String, COSClient> byRegion = new ConcurrentHashMap<>();

    CosClients(CosSettings settings) {
        this.settings = settings;
        HttpProxy proxy = settings.proxy();
        this.authenticating = proxy == null || proxy.username() == null ? null : HttpClients.builder(settings).build();
    }

    COSClient forRegion(String region) {
        if (byRegion.size() >= MOST_REGIONS && !byRegion.containsKey(region)) {
            throw new IllegalStateException("sessions in more than " + MOST_REGIONS + " regions; the last one is " + region);
        }
        return byRegion.computeIfAbsent(region, this::create);
    }

    private COSClient create(String region) {
        ClientConfig config = new ClientConfig(new Region(region));
        config.setHttpProtocol(settings.scheme().equals("https") ? HttpProtocol.https : HttpProtocol.http);
        if (settings.endpoint() != null) {
            config.setEndpointResolver(new Fixed(settings.endpoint()));
        }
        HttpProxy proxy = settings.proxy();
        if (proxy != null) {
            config.setHttpProxyIp(proxy.host());
            config.setHttpProxyPort(proxy.port());
        }
        config.setCosSigner(new QuietSigner());
        config.setUserAgent(USER_AGENT);
        config.setMaxConnectionsCount(settings.maxConnections());
        config.setConnectionTimeout(Math.toIntExact(settings.connectTimeout().toMillis()));
        config.setConnectionRequestTimeout(Math.toIntExact(settings.poolTimeout().toMillis()));
        config.setSocketTimeout(Math.toIntExact(settings.stallTimeout().toMillis()));
        // Repeats are the decorator's: it counts them and knows which calls may be repeated.
        config.setMaxErrorRetry(0);
        config.setChangeEndpointRetry(false);
        config.setPrintShutdownStackTrace(false);
        config.setAddLogDebugHeader(false);
        COSClient client = new COSClient(new AnonymousCOSCredentials(), config);
        if (authenticating != null) {
            HttpClients.authenticateAtProxy(client, authenticating);
        }
        return client;
    }

    @Override
    public void close() {
        byRegion.values().forEach(COSClient::shutdown);
        byRegion.clear();
        try {
            if (authenticating != null) {
                authenticating.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects elsewhere; the Host header stays the bucket's. */
    private record Fixed(String endpoint) implements EndpointResolver {
        @Override
        public String resolveGeneralApiEndpoint(String host) {
            return endpoint;
        }

        @Override
        public String resolveGetServiceApiEndpoint(String host) {
            return endpoint;
        }
    }
}
