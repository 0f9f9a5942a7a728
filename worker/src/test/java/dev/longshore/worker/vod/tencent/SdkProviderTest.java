package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.StepException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SdkProviderTest {

    @Test
    void aKeyThatTheSdkRenewsIsUsedAtOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SdkProvider provider = new SdkProvider("OIDC", () -> new Credential("", "", "", key -> {
            int n = asked.incrementAndGet();
            key.setSecretId("id-" + n);
            key.setSecretKey("key-" + n);
            key.setToken("token-" + n);
        }));

        var first = provider.current();
        var second = provider.current();

        assertThat(first.secretId()).isNotEqualTo(second.secretId());
        assertThat(second.token()).startsWith("token-");
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
