package dev.longshore.sandbox.cos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketAddressTest {

    @Test
    void a_virtual_host_names_bucket_and_region_with_or_without_a_port() {
        var expected = new BucketAddress("vod-1500000001", "ap-guangzhou-2");
        assertThat(BucketAddress.ofHost("vod-1500000001.cos.ap-guangzhou-2.myqcloud.com")).contains(expected);
        assertThat(BucketAddress.ofHost("VOD-1500000001.cos.ap-guangzhou-2.myqcloud.com:8080")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "127.0.0.1:80", "vod.tencentcloudapi.com", "cos.ap-guangzhou.myqcloud.com", "a.cos.ap-guangzhou.example.com",
        "a.b.cos.ap-guangzhou.myqcloud.com.evil.com"
    })
    void other_hosts_name_none(String host) {
        assertThat(BucketAddress.ofHost(host)).isEmpty();
    }
}
