package dev.longshore.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLogTest {

    @Test
    void counts_are_exact_while_only_the_last_calls_are_remembered() {
        var log = new CallLog();
        for (int i = 0; i < CallLog.REMEMBERED + 10; i++) {
            log.add(new CallLog.Call(Instant.EPOCH, "cos", "PutObject", CallLog.OK, Map.of(), 2, "r" + i));
        }
        log.add(new CallLog.Call(Instant.EPOCH, "cos", "PutObject", "AccessDenied", Map.of(), 0, "refused"));

        assertThat(log.counts()).containsExactly(
                new CallLog.Count("cos", "PutObject", "AccessDenied", 1, 0),
                new CallLog.Count("cos", "PutObject", CallLog.OK, CallLog.REMEMBERED + 10, 2L * (CallLog.REMEMBERED + 10)));
        assertThat(log.recent()).hasSize(CallLog.REMEMBERED);
        assertThat(log.recent().getFirst().requestId()).isEqualTo("r11");
        assertThat(log.recent().getLast().requestId()).isEqualTo("refused");
    }
}
