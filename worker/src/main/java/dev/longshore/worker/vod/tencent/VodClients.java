package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.vod.v20180717.VodClient;
import dev.longshore.worker.net.HttpProxy;
import dev.longshore.worker.vod.Credential;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** SDK clients by profile and region over one HTTP client that never sends a request twice. */
final class VodClients implements AutoCloseable {
    /** Jobs name regions freely, so the least recently used go. */
    private static final int MOST_CLIENTS = 64;

    private static final int IDLE_CONNECTIONS = 16;
    private static final int IDLE_SECONDS = 30;
    private static final int OK = 200;
    /** A page of 100 media has some 200 KiB. */
    private static final long MOST_BYTES = 8L << 20;

    private final VodSettings settings;
    private final OkHttpClient http;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Keyed> clients = new LinkedHashMap<>(MOST_CLIENTS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Keyed> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private record Key(String profile, String region) {}

    private record Keyed(Credential credential, VodClient client) {}

    VodClients(VodSettings settings) {
        this.settings = settings;
        this.http = through(settings.proxy(), new OkHttpClient.Builder())
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .writeTimeout(settings.writeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .callTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(VodClients::requireShort)
                .addNetworkInterceptor(VodClients::requireOk)
                .build();
    }

    /** The SDK's own proxy settings don't reach a client that it is given. Basic authentication is sent unasked: no call is made twice. */
    private static OkHttpClient.Builder through(@Nullable HttpProxy proxy, OkHttpClient.Builder builder) {
        if (proxy == null) {
            return builder.proxy(Proxy.NO_PROXY);
        }
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        String authorization = proxy.authorization();
        if (authorization != null) {
            builder.proxyAuthenticator((_, response) -> response.request().header(HttpProxy.AUTHORIZATION) != null
                    ? null
                    : response.request().newBuilder().header(HttpProxy.AUTHORIZATION, authorization).build());
            builder.addNetworkInterceptor(chain -> chain.proceed(
                    chain.request().isHttps()
                            ? chain.request()
                            : chain.request().newBuilder().header(HttpProxy.AUTHORIZATION, authorization).build()));
        }
        return builder;
    }

    /** A client that signs with these very values; a changed credential gets a new one. */
    VodClient client(String profile, String region, Credential credential) {
        Key key = new Key(profile, region);
        lock.lock();
        try {
            Keyed entry = clients.get(key);
            if (entry == null || !entry.credential().equals(credential)) {
                entry = new Keyed(credential, create(region, credential));
                clients.put(key, entry);
            }
            return entry.client();
        } finally {
            lock.unlock();
        }
    }

    private VodClient create(String region, Credential credential) {
        HttpProfile httpProfile = new HttpProfile();
        httpProfile.setProtocol(settings.scheme() + "://");
        @Nullable String endpoint = settings.endpoint();
        if (endpoint != null) {
            httpProfile.setEndpoint(endpoint);
        }
        httpProfile.setHttpClient(http);
        ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, httpProfile);
        profile.setLanguage(Language.EN_US);
        var sdkCredential = new com.tencentcloudapi.common.Credential(
                credential.secretId(), credential.secretKey(), Objects.requireNonNullElse(credential.token(), ""));
        return new VodClient(sdkCredential, region, profile);
    }

    /**
     * Ends a call at any other status, before the HTTP client sends the request again (as it does at 503 with {@code Retry-After: 0}) and before
     * the SDK leaves the body unread and the connection lost.
     */
    private static Response requireOk(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != OK) {
            response.close();
            throw new StatusException(response.code());
        }
        return response;
    }

    /** The SDK takes the whole answer into memory, and what it was compressed from may be a thousand times as long. */
    private static Response requireShort(Interceptor.Chain chain) throws IOException {
        try (Response response = chain.proceed(chain.request())) {
            ResponseBody body = response.peekBody(MOST_BYTES + 1);
            if (body.contentLength() > MOST_BYTES) {
                throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
            }
            return response.newBuilder().body(body).build();
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
