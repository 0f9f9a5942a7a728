package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.StepException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkProviderTest {

    /** The SDK may renew a credential at any of its getters: after so many looks at it, here. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aKeyThatTheSdkRenewsIsUsedWhole(int looks) throws Exception {
        AtomicInteger looked = new AtomicInteger();
        SdkProvider provider = new SdkProvider("OIDC", () -> new Credential("", "", "", key -> {
            String version = looked.incrementAndGet() < looks ? "old" : "new";
            key.setSecretId("id-" + version);
            key.setSecretKey("key-" + version);
            key.setToken("token-" + version);
        }));

        for (int call = 0; call < 3; call++) {
            var key = provider.current();
            String version = key.secretId().substring("id-".length());
            assertThat(key).isEqualTo(new dev.longshore.worker.vod.Credential("id-" + version, "key-" + version, "token-" + version));
        }
        assertThat(provider.current().secretId()).isEqualTo("id-new");
    }

    @Test
    void aProviderIsAskedAgainAfterAFailure() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SdkProvider provider = new SdkProvider("CVM_ROLE", () -> {
            if (asked.incrementAndGet() == 1) {
                throw new TencentCloudSDKException("no metadata service here");
            }
            return new Credential("id", "key");
        });

        assertThatThrownBy(provider::current).isInstanceOfSatisfying(StepException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(ErrorCode.CREDENTIALS_UNAVAILABLE.code());
            assertThat(e).hasMessageContaining("CVM_ROLE").hasMessageContaining("no metadata service here");
        });
        assertThat(provider.current()).isEqualTo(new dev.longshore.worker.vod.Credential("id", "key", null));
    }

    @Test
    void anEnvironmentWithoutAKeyIsSaidToHaveNone() {
        assertThatThrownBy(SdkProvider.of(SdkProvider.Kind.ENVIRONMENT)::current)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("ENVIRONMENT");
    }
}
