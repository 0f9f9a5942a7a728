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

    public static SdkProvider of(Kind kind) {
        return new SdkProvider(kind.name(), switch (kind) {
            case CHAIN -> new DefaultCredentialsProvider();
            case ENVIRONMENT -> new EnvironmentVariableCredentialsProvider();
            case PROFILE -> new ProfileCredentialsProvider();
            case CVM_ROLE -> CvmRoleCredential::new;
            case OIDC -> () -> new OIDCRoleArnProvider().getCredentials();
        });
    }

    /** One at a time: a credential of the SDK renews itself field by field, and a mixture of two keys signs nothing. */
    @Override
    public Credential current() throws StepException {
        lock.lock();
        try {
            if (held == null) {
                held = provider.getCredentials();
            }
            String id = held.getSecretId();
            String key = held.getSecretKey();
            String token = held.getToken();
            if (id == null || id.isEmpty() || key == null || key.isEmpty()) {
                held = null;
                throw CredentialProvider.unavailable("the provider " + name + " of Tencent Cloud's SDK gave no key");
            }
            return new Credential(id, key, token == null || token.isEmpty() ? null : token);
        } catch (TencentCloudSDKException | RuntimeException e) {
            held = null;
            throw CredentialProvider.unavailable("the provider " + name + " of Tencent Cloud's SDK gave no key: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
