package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain", ""})
    void aJobAloneIsTakenWhateverItIsCalled(String type) {
        assertThatCode(() -> ContentType.check(type.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    @Test
    void noTypeIsFine() {
        assertThatCode(() -> ContentType.check(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/cloudevents+json", "application/cloudevents+json; charset=UTF-8", "application/cloudevents-batch+json",
                "Application/CloudEvents+JSON"})
    void anEnvelopeIsRefusedWithTheWayOut(String type) {
        assertThatThrownBy(() -> ContentType.check(type.getBytes(StandardCharsets.UTF_8))).isInstanceOf(InvalidJobException.class)
                .hasMessageContaining(type)
                .hasMessageContaining("binary mode");
    }
}
