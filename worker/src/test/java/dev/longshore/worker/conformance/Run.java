package dev.longshore.worker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.CallLog.Call;
import dev.longshore.wire.InvalidJobException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row's job.
 *
 * @param calls what the services received because of it, in the order of their answers
 * @param media what VOD holds because of it
 * @param opened how many sessions were opened for it
 */
record Run(String jobId, Outcome outcome, List<Call> calls, @Nullable MediaView media, int opened) {

    /** How a job ended. */
    sealed interface Outcome {
        /** It became a media. */
        record Succeeded(UploadResult result) implements Outcome {}

        /** It was accepted and failed. */
        record Failed(UploadError error) implements Outcome {}

        /** It was never accepted. */
        record Refused(InvalidJobException refusal) implements Outcome {}
    }

    UploadResult result() {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).result();
    }

    MediaView committed() {
        assertThat(media).as("the media").isNotNull();
        return media;
    }

    /** The only call of this action. */
    Call call(String action) {
        assertThat(of(action)).as(action).hasSize(1);
        return of(action).getFirst();
    }

    List<Call> of(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    List<Call> ofService(String service) {
        return calls.stream().filter(call -> call.service().equals(service)).toList();
    }

    /** What COS was asked, such as {@code 3 × UploadPart}, in the order in which each was first answered. */
    String requests() {
        Map<String, Long> counts = ofService("cos").stream()
                .collect(Collectors.groupingBy(Call::action, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(count -> count.getValue() + " × " + count.getKey()).collect(Collectors.joining(", "));
    }

    /** How many parts were in service at the same time. */
    int partsAtOnce() {
        return CallLog.mostAtOnce(of("UploadPart"));
    }
}
