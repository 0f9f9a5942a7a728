package dev.longshore.worker.cos.tencent;

import com.qcloud.cos.Headers;
import com.qcloud.cos.auth.COSCredentials;
import com.qcloud.cos.auth.COSSessionCredentials;
import com.qcloud.cos.auth.COSSigner;
import com.qcloud.cos.http.CosHttpRequest;
import com.qcloud.cos.internal.CosServiceRequest;
import java.util.Date;

/**
 * Signs requests so that the SDK's log can't show the signature and the security token.
 *
 * <p>When a call fails the SDK logs the request's headers at ERROR, and puts them into exception messages. It leaves out the custom headers of
 * the original request, so the two secrets go there; what is sent stays the same.
 */
final class QuietSigner extends COSSigner {

    @Override
    public <X extends CosServiceRequest> void sign(CosHttpRequest<X> request, COSCredentials credentials, Date expires) {
        String authorization = buildAuthorizationStr(
                request.getHttpMethod(),
                request.getResourcePath(),
                request.getHeaders(),
                request.getParameters(),
                credentials,
                expires,
                true);
        CosServiceRequest original = request.getOriginalRequest();
        original.putCustomRequestHeader(Headers.COS_AUTHORIZATION, authorization);
        if (credentials instanceof COSSessionCredentials session) {
            original.putCustomRequestHeader(Headers.SECURITY_TOKEN, session.getSessionToken());
        }
    }
}
