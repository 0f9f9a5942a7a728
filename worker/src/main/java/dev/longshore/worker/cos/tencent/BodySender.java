package dev.longshore.worker.cos.tencent;

import com.qcloud.cos.Headers;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSSigner;
import com.qcloud.cos.endpoint.RegionEndpointBuilder;
import com.qcloud.cos.http.HttpMethodName;
import com.qcloud.cos.region.Region;
import com.qcloud.cos.utils.UrlEncoderUtils;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Clocks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Sends the bodies of objects and parts, each once.
 *
 * <p>The SDK signs; the bytes go round its client, which copies them through small buffers, digests them with MD5 and hides an early refusal
 * (see the decision record 0002).
 */
final class BodySender implements AutoCloseable {
    private static final String TRAFFIC_LIMIT = "x-cos-traffic-limit";
    static final String CRC64 = "x-cos-hash-crc64ecma";
    private static final Duration SIGNATURE_HOLDS = Duration.ofHours(1);

    private final CosSettings settings;
    private final InstantSource clock;
    private final StallWatch watch;
    private final CloseableHttpClient http;
    private final COSSigner signer = new COSSigner();

    BodySender(CosSettings settings, Clocks clocks) {
        this.clock = clocks.instants();
        this.settings = settings;
        this.watch = new StallWatch(settings.stallTimeout(), clocks.nanos());
        this.http = HttpClients.builder(settings)
                .setRequestExecutor(new EarlyAnswer.Executor(new AnswerPatience(settings.stallTimeout())))
                .setConnectionReuseStrategy(new EarlyAnswer.Reuse())
                .build();
    }

    /**
     * What COS answered.
     *
     * @param crc64Sent of the bytes that went out
     * @param crc64Stored as COS tells it, an unsigned decimal
     */
    record Receipt(@Nullable String etag, long crc64Sent, @Nullable String crc64Stored, @Nullable String requestId) {}

    Receipt put(String what, ObjectAddress address, Map<String, String> parameters, Body body) throws StepException {
        HttpPut request = request(address, parameters, body.length());
        BodyEntity entity = new BodyEntity(body, watch, request::abort);
        request.setEntity(entity);
        try (CloseableHttpResponse response = http.execute(request)) {
            int status = response.getStatusLine().getStatusCode();
            String requestId = header(response, Headers.REQUEST_ID);
            if (status != 200) {
                throw CosErrors.refused(what, status, error(response, requestId));
            }
            EntityUtils.consume(response.getEntity());
            return new Receipt(header(response, Headers.ETAG), entity.crc64(), header(response, CRC64), requestId);
        } catch (SourceReadException e) {
            throw CosErrors.source(what, e);
        } catch (IOException e) {
            throw CosErrors.unreachable(what, e);
        }
    }

    private HttpPut request(ObjectAddress address, Map<String, String> parameters, long length) {
        String host = new RegionEndpointBuilder(new Region(address.region())).buildGeneralApiEndpoint(address.bucket());
        String path = "/" + address.key();
        String endpoint = settings.endpoint() == null ? host : settings.endpoint();
        HttpPut request = new HttpPut(
                URI.create(settings.scheme() + "://" + endpoint + UrlEncoderUtils.encodeUrlPath(path) + query(parameters)));
        var credentials = new BasicSessionCredentials(
                address.secrets().secretId(), address.secrets().secretKey(), address.secrets().token());
        String authorization = signer.buildAuthorizationStr(
                HttpMethodName.PUT,
                path,
                Map.of(HttpHeaders.HOST, host, HttpHeaders.CONTENT_LENGTH, Long.toString(length)),
                parameters,
                credentials,
                Date.from(clock.instant().plus(SIGNATURE_HOLDS)),
                true);
        request.addHeader(HttpHeaders.HOST, host);
        request.addHeader(Headers.COS_AUTHORIZATION, authorization);
        request.addHeader(Headers.SECURITY_TOKEN, address.secrets().token());
        if (settings.trafficLimit() != 0) {
            request.addHeader(TRAFFIC_LIMIT, Long.toString(settings.trafficLimit()));
        }
        return request;
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(UrlEncoderUtils.encode(name))
                .append('=')
                .append(UrlEncoderUtils.encode(value)));
        return query.toString();
    }

    private static Answered error(HttpResponse response, @Nullable String requestId) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answered(null, null, requestId);
        }
        try (InputStream in = entity.getContent()) {
            return ErrorBody.read(in.readNBytes(ErrorBody.MOST_BYTES), requestId);
        }
    }

    private static @Nullable String header(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() {
        watch.close();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
