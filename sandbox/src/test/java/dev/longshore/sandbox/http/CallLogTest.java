package dev.longshore.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLogTest {

    @Test
    void counts_are_exact_while_only_the_last_calls_are_remembered() {
        var log = new CallLog();
        for (int i = 0; i < CallLog.REMEMBERED + 10; i++) {
            log.add(call(CallLog.OK, 2, "r" + i, 0, 1));
        }
        log.add(call("AccessDenied", 0, "refused", 0, 1));

        assertThat(log.counts()).containsExactly(
                new CallLog.Count("cos", "PutObject", "AccessDenied", 1, 0),
                new CallLog.Count("cos", "PutObject", CallLog.OK, CallLog.REMEMBERED + 10, 2L * (CallLog.REMEMBERED + 10)));
        assertThat(log.recent()).hasSize(CallLog.REMEMBERED);
        assertThat(log.recent().getFirst().requestId()).isEqualTo("r11");
        assertThat(log.recent().getLast().requestId()).isEqualTo("refused");
    }

    @Test
    void calls_are_at_once_while_none_of_them_has_been_answered() {
        CallLog.Call first = call(CallLog.OK, 0, "a", -5, 10);
        CallLog.Call within = call(CallLog.OK, 0, "b", 0, 5);
        CallLog.Call behind = call(CallLog.OK, 0, "c", 5, 12);

        assertThat(CallLog.mostAtOnce(List.of())).isZero();
        assertThat(CallLog.mostAtOnce(List.of(within, behind))).isEqualTo(1);
        assertThat(CallLog.mostAtOnce(List.of(behind, first, within))).isEqualTo(2);
    }

    private static CallLog.Call call(String code, long bytes, String requestId, long from, long until) {
        return new CallLog.Call(
                Instant.EPOCH, "cos", "PutObject", code, Map.of(), bytes, requestId, new CallLog.Caller("host", null, null, false),
                new CallLog.Span(from, until));
    }
}
