package dev.longshore.worker.cos.tencent;

import com.qcloud.cos.COSClient;
import dev.longshore.worker.net.HttpProxy;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpCoreContext;

/** HTTP clients that do what the settings say and nothing unasked: no repeats, no redirects, no cookies. */
final class HttpClients {
    private static final int IDLE_SECONDS = 30;
    private static final int VALIDATE_AFTER_MILLIS = 1_000;

    private HttpClients() {}

    static HttpClientBuilder builder(CosSettings settings) {
        var connections = new PoolingHttpClientConnectionManager();
        connections.setMaxTotal(settings.maxConnections());
        connections.setDefaultMaxPerRoute(settings.maxConnections());
        connections.setValidateAfterInactivity(VALIDATE_AFTER_MILLIS);
        RequestConfig config = RequestConfig.custom()
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setConnectionRequestTimeout(Math.toIntExact(settings.poolTimeout().toMillis()))
                .setSocketTimeout(Math.toIntExact(settings.stallTimeout().toMillis()))
                // The path is signed as it stands.
                .setNormalizeUri(false)
                .build();
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .evictIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS)
                .setDefaultRequestConfig(config)
                .setUserAgent(CosClients.USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
        HttpProxy proxy = settings.proxy();
        return proxy == null ? builder : through(proxy, builder);
    }

    private static HttpClientBuilder through(HttpProxy proxy, HttpClientBuilder builder) {
        builder.setProxy(new HttpHost(proxy.host(), proxy.port()));
        String authorization = proxy.authorization();
        if (authorization == null) {
            return builder;
        }
        var forConnect = new BasicCredentialsProvider();
        forConnect.setCredentials(
                new AuthScope(proxy.host(), proxy.port()), new UsernamePasswordCredentials(proxy.username(), proxy.password()));
        // A body is sent once: in plain HTTP its request carries the authorization unasked. Inside a tunnel it would be shown to COS.
        HttpRequestInterceptor unasked = (request, context) -> {
            if (!HttpCoreContext.adapt(context).getTargetHost().getSchemeName().equals("https")) {
                request.setHeader(HttpProxy.AUTHORIZATION, authorization);
            }
        };
        return builder.setDefaultCredentialsProvider(forConnect).addInterceptorFirst(unasked);
    }

    /**
     * Makes an SDK client authenticate at the proxy. By itself it can't: cos_api 5.6.265 knows no credentials for CONNECT, and the header that it makes
     * for plain HTTP lacks the space after {@code Basic}. It has no way in but these fields.
     */
    static void authenticateAtProxy(COSClient sdk, CloseableHttpClient http) {
        try {
            var outer = COSClient.class.getDeclaredField("cosHttpClient");
            outer.setAccessible(true);
            Object adapter = outer.get(sdk);
            var inner = adapter.getClass().getDeclaredField("httpClient");
            inner.setAccessible(true);
            inner.set(adapter, http);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of cos_api keeps its HTTP client elsewhere: a proxy with a password can't be used", e);
        }
    }
}
