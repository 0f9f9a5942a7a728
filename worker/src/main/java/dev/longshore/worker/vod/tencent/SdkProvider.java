package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.provider.CredentialsProvider;
import com.tencentcloudapi.common.provider.CvmRoleCredential;
import com.tencentcloudapi.common.provider.DefaultCredentialsProvider;
import com.tencentcloudapi.common.provider.EnvironmentVariableCredentialsProvider;
import com.tencentcloudapi.common.provider.OIDCRoleArnProvider;
import com.tencentcloudapi.common.provider.ProfileCredentialsProvider;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProvider;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A key from one of the providers of Tencent Cloud's SDK. Temporary keys are renewed by the SDK shortly before they expire, when they are asked for.
 */
public final class SdkProvider implements CredentialProvider {
    private static final int MOST_LOOKS = 3;

    private final String name;
    private final CredentialsProvider provider;
    private final ReentrantLock lock = new ReentrantLock();
    private com.tencentcloudapi.common.@Nullable Credential held;

    SdkProvider(String name, CredentialsProvider provider) {
        this.name = name;
        this.provider = provider;
    }

    /** The providers, each by the name of its setting. */
    public enum Kind {
        /** All of the others in the SDK's order: environment, profile, CVM role, OIDC. */
        CHAIN,
        /** TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY. */
        ENVIRONMENT,
        /** ~/.tencentcloud/credentials. */
        PROFILE,
        /** The role of the CVM or TKE node, from its metadata service. */
        CVM_ROLE,
        /** The role of the TKE pod's service account, by the TKE_* variables that TKE sets. */
        OIDC
    }

    /** Each getter of a credential of the SDK may renew it. A mixture of two keys signs nothing, so all are read between two looks at the same id. */
    private Credential whole(com.tencentcloudapi.common.Credential renewing) throws TencentCloudSDKException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            String id = renewing.getSecretId();
            String key = renewing.getSecretKey();
            String token = renewing.getToken();
            if (id == null || id.isEmpty() || key == null || key.isEmpty()) {
                throw new TencentCloudSDKException("an empty one");
            }
            if (id.equals(renewing.getSecretId())) {
                return new Credential(id, key, token == null || token.isEmpty() ? null : token);
            }
        }
        throw new TencentCloudSDKException("another one at every look");
    }

    public static SdkProvider of(Kind kind) {
        return new SdkProvider(kind.name(), switch (kind) {
            case CHAIN -> new DefaultCredentialsProvider();
            case ENVIRONMENT -> new EnvironmentVariableCredentialsProvider();
            case PROFILE -> new ProfileCredentialsProvider();
            case CVM_ROLE -> CvmRoleCredential::new;
            case OIDC -> () -> new OIDCRoleArnProvider().getCredentials();
        });
    }

    /** One at a time. */
    @Override
    public Credential current() throws StepException {
        lock.lock();
        try {
            if (held == null) {
                held = provider.getCredentials();
            }
            return whole(held);
        } catch (TencentCloudSDKException | RuntimeException e) {
            held = null;
            throw CredentialProvider.unavailable("the provider " + name + " of Tencent Cloud's SDK gave no key: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
