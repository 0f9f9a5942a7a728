package dev.longshore.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.worker.step.Failure.Remedy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Internal messages that nobody could act upon are unreadable, not somebody's error later. */
class StepCodecLimitsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "null", "{}", "{\"v\":1}", "{\"v\":1,\"body\":null}", "{\"v\":0,\"body\":null}", "{\"v\":2,\"body\":null}",
        "{\"v\":1,\"body\":{\"type\":\"started\",\"worker\":\"w\"}}",
        "{\"v\":1,\"body\":{\"type\":\"started\",\"task\":{\"run\":1,\"issue\":1},\"worker\":\"w\"}}",
        "{\"v\":1,\"body\":{\"type\":\"started\",\"task\":{\"jobId\":\"\\ud800\",\"run\":1,\"issue\":1},\"worker\":\"w\"}}",
        "{\"v\":1,\"body\":{\"type\":\"progress\",\"task\":{\"jobId\":\"a\",\"run\":1,\"issue\":1},\"worker\":\"w\",\"sent\":{\"receipts\":[null],\"bytes\":0}}}",
        "{\"v\":1,\"body\":{\"type\":\"progress\",\"task\":{\"jobId\":\"a\",\"run\":1,\"issue\":1},\"worker\":\"w\",\"sent\":{\"receipts\":[{\"unit\":2147483647,\"bytes\":1}],\"bytes\":0}}}"})
    void aReportWithoutWhatItNeedsIsUnreadable(String json) {
        byte[] message = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StepCodec.readReport(message)).isInstanceOf(UnreadableMessageException.class);
        assertThatThrownBy(() -> StepCodec.readTask(message)).isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void aMessageThatIsDeeperOrLargerThanAnyIsUnreadable() {
        byte[] deep = ("{\"v\":1,\"body\":{\"x\":" + "[".repeat(40)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StepCodec.readTask(deep)).isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("nesting depth");
        byte[] large = new byte[StepCodec.MAX_BYTES + 1];
        assertThatThrownBy(() -> StepCodec.readTask(large))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("8388609 bytes");
    }

    @Test
    void aFailureIsOnePrintableLineWhateverItQuotes() {
        Failure failure = new Failure(
                "Service.Rejected", ErrorCategory.SERVICE, Remedy.RETRY, "a\nb\u2028c\u202Ed\uD83C" + "x".repeat(5_000), null, "A\tB",
                "\uDFAC",
                "r\r\n");
        assertThat(failure.message()).startsWith("a\uFFFDb\uFFFDc\uFFFDd\uFFFDx").hasSize(2_001).endsWith("…");
        assertThat(failure.serviceCode()).isEqualTo("A\uFFFDB");
        assertThat(failure.serviceMessage()).isEqualTo("\uFFFD");
        assertThat(failure.requestId()).isEqualTo("r\uFFFD\uFFFD");
    }
}
