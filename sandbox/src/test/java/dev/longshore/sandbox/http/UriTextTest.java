package dev.longshore.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a b+c%d&e=f/g", "集合 🎬", "~-_.!*'()", "\u0001"})
    void what_is_encoded_decodes_to_itself(String text) {
        assertThat(UriText.decode(UriText.encode(text))).isEqualTo(text);
        assertThat(UriText.encode(text)).matches("[A-Za-z0-9%~_.-]*");
    }

    @Test
    void a_plus_sign_stays_a_plus_sign() {
        assertThat(UriText.decode("a+b%2Bc%20d")).isEqualTo("a+b+c d");
    }

    @Test
    void raw_characters_beside_escapes_are_kept() {
        assertThat(UriText.decode("é%C3%A9🎬")).isEqualTo("éé🎬");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a%ff"})
    void broken_escapes_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UriText.decode(text));
    }

    @Test
    void parameters_keep_their_order_and_may_lack_a_value() {
        assertThat(UriText.parameters("uploads&prefix=a%2Fb&&x="))
                .containsExactly(
                        new UriText.Parameter("uploads", ""),
                        new UriText.Parameter("prefix", "a/b"),
                        new UriText.Parameter("x", ""));
        assertThat(UriText.parameters(null)).isEmpty();
    }
}
