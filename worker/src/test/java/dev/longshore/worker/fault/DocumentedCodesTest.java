package dev.longshore.worker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.cos.tencent.CosErrors;
import dev.longshore.worker.vod.tencent.VodErrors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No documented code is left to chance. */
class DocumentedCodesTest {

    static List<DocumentedCode> vod() {
        return DocumentedCode.ofVod();
    }

    static Stream<DocumentedCode> cosOfOurCalls() {
        return DocumentedCode.ofCos().stream().filter(code -> !code.calls().isEmpty());
    }

    static Stream<DocumentedCode> cosOfOtherCalls() {
        return DocumentedCode.ofCos().stream().filter(code -> code.calls().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("vod")
    void eachCodeOfVodHasARuleOrAFamilyThatIsMeantForIt(DocumentedCode code) {
        ErrorRule rule = VodErrors.TABLE.find(code.code()).orElse(VodErrors.TABLE.other());

        if (code.rule() == null) {
            assertThat(rule.serviceCode()).isIn(code.code(), code.code() + ".*");
        } else {
            assertThat(rule.serviceCode()).isEqualTo(code.rule());
            assertThat(rule.isFamily()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("cosOfOurCalls")
    void eachCodeOfCosThatLongshoresCallsMayGiveHasARule(DocumentedCode code) {
        assertThat(code.calls()).isSubsetOf(DocumentedCode.COS_CALLS);
        if (code.rule() == null) {
            assertThat(CosErrors.TABLE.find(code.code())).isPresent();
        } else {
            assertThat(code.rule()).isEqualTo("HTTP " + code.status() / 100 + "xx").isEqualTo("HTTP 3xx");
        }
    }

    @ParameterizedTest
    @MethodSource("cosOfOtherCalls")
    void aCodeOfCosThatOtherCallsGiveIsLeftToItsStatus(DocumentedCode code) {
        assertThat(CosErrors.TABLE.find(code.code())).isEmpty();
        String exact = "HTTP " + code.status();
        String family = "HTTP " + code.status() / 100 + "xx";
        assertThat(code.rule()).isEqualTo(CosErrors.TABLE.find(exact).isPresent() ? exact : family);
        assertThat(CosErrors.TABLE.find(String.valueOf(code.rule()))).isPresent();
    }

    @Test
    void theListsAreWhole() {
        assertThat(DocumentedCode.ofVod().stream().flatMap(code -> code.calls().stream()).distinct())
                .containsExactly("ApplyUpload", "CommitUpload", "ParseStreamingManifest", "SearchMedia", "common", "product");
        assertThat(DocumentedCode.ofVod()).hasSize(9 + 5 + 5 + 24 + 38 + 16);
        assertThat(DocumentedCode.ofCos()).hasSize(3 + 130).extracting(DocumentedCode::status).isSorted();
    }

    @Test
    void noHintRepeatsWhatTheOutcomeSaysAnyway() {
        assertThat(Stream.of(VodErrors.TABLE, CosErrors.TABLE).flatMap(table -> table.rules().stream())).allSatisfy(rule -> {
            assertThat(rule.hint()).isNotEqualTo(rule.code().hint());
            assertThat(Arrays.asList(rule.hint().split(" ")).size()).as("words in: %s", rule.hint()).isBetween(2, 45);
        });
    }
}
