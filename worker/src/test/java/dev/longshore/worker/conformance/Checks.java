package dev.longshore.worker.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.CallLog.Call;
import dev.longshore.sandbox.http.CallLog.Caller;
import dev.longshore.worker.conformance.Row.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rows hold of a run. Each says what it saw at the services, not what it expected. */
final class Checks {
    private static final String APPLY = "ApplyUpload";
    private static final String COMMIT = "CommitUpload";

    private Checks() {}

    /** What holds for each job that became a media; the bytes are compared by the stage. */
    static void everyUpload(Run run, Row row) {
        UploadResult result = run.result();
        assertThat(run.calls()).extracting(Call::code).containsOnly(CallLog.OK);
        assertThat(values(run.call(APPLY))).as("the parameters of ApplyUpload").isEqualTo(row.applied());
        Map<String, String> committed = new TreeMap<>(Map.of("VodSessionKey", run.committed().sessionKey()));
        String subAppId = row.applied().get("SubAppId");
        if (subAppId != null) {
            committed.put("SubAppId", subAppId);
        }
        assertThat(values(run.call(COMMIT))).as("the parameters of CommitUpload").isEqualTo(committed);
        assertThat(run.ofService("vod")).as("calls of the VOD API").hasSize(2);
        assertThat(run.opened()).as("sessions").isEqualTo(1);
        Caller apply = run.call(APPLY).caller();
        assertThat(run.call(COMMIT).caller()).as("who commits").isEqualTo(apply);
        assertThat(run.ofService("cos")).as("requests to COS")
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.caller().withToken()).isTrue())
                .allSatisfy(call -> assertThat(call.caller().secretId()).isNotNull().isNotEqualTo(apply.secretId()))
                .allSatisfy(call -> assertThat(call.caller().host()).startsWith(run.committed().bucket() + ".cos."));
        assertThat(result.jobId()).isEqualTo(run.jobId());
        assertThat(result.fileId()).isEqualTo(run.committed().fileId());
        assertThat(result.mediaUrl()).isEqualTo(run.committed().mediaUrl());
        assertThat(result.size()).isEqualTo(run.committed().size());
    }

    private static Map<String, String> values(Call call) {
        return call.fields()
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, field -> String.valueOf(field.getValue()), (one, _) -> one, TreeMap::new));
    }

    static Check applied(String parameter) {
        return run -> "ApplyUpload `" + parameter + ": " + Texts.shown(parameter(run, APPLY, parameter)) + "`";
    }

    static Check committed(String parameter, Object value) {
        return run -> {
            Object sent = parameter(run, COMMIT, parameter);
            assertThat(String.valueOf(sent)).isEqualTo(String.valueOf(value));
            return "CommitUpload `" + parameter + ": " + Texts.shown(sent) + "`";
        };
    }

    private static Object parameter(Run run, String action, String name) {
        Object value = run.call(action).fields().get(name);
        return Objects.requireNonNull(value, () -> action + " has no " + name);
    }

    /** Neither service got to see it. */
    static Check nowhere(String what, Function<Run, String> value) {
        return run -> {
            assertThat(run.calls()).allSatisfy(call -> assertThat(call.fields().toString()).doesNotContain(value.apply(run)));
            return "nothing: " + what + " stays with Longshore";
        };
    }

    static Check requests(String expected) {
        return run -> {
            assertThat(run.requests()).isEqualTo(expected);
            return run.requests();
        };
    }

    static Check partsAtOnce(int expected) {
        return run -> {
            assertThat(run.partsAtOnce()).as("parts at once").isEqualTo(expected);
            return run.of("UploadPart").size() + " × UploadPart, at most " + run.partsAtOnce() + " at once";
        };
    }

    /** The region in the header of both calls. */
    static Check region(String expected) {
        return run -> {
            assertThat(run.ofService("vod")).extracting(call -> call.caller().region()).containsOnly(expected);
            return "`X-TC-Region: " + run.call(APPLY).caller().region() + "` with ApplyUpload and CommitUpload";
        };
    }

    static Check signedWith(String secretId, boolean withToken) {
        return run -> {
            assertThat(run.ofService("vod")).extracting(call -> call.caller().secretId()).containsOnly(secretId);
            assertThat(run.ofService("vod")).extracting(call -> call.caller().withToken()).containsOnly(withToken);
            Caller caller = run.call(APPLY).caller();
            return "both calls signed with `" + caller.secretId() + "`, " + (caller.withToken() ? "with" : "without")
                    + " `X-TC-Token`; COS with the session's temporary key";
        };
    }

    /** The bucket's host in every request to COS. */
    static Check storedAt(String region) {
        return run -> {
            Set<String> hosts = run.ofService("cos")
                    .stream()
                    .map(call -> call.caller().host().replaceFirst(":\\d+$", ""))
                    .collect(Collectors.toSet());
            assertThat(hosts).hasSize(1);
            String host = hosts.iterator().next();
            assertThat(host).endsWith(".cos." + region + ".myqcloud.com");
            assertThat(run.committed().region()).isEqualTo(region);
            return "COS `Host: " + host + "`";
        };
    }

    static Check key(String expected) {
        return run -> {
            assertThat(run.call("PutObject").fields().get("key")).isEqualTo(expected);
            return "object `" + run.call("PutObject").fields().get("key") + "`";
        };
    }

    /** Objects below the folder that ApplyUpload gave the media, one PutObject each. */
    static Check bundled(String... paths) {
        return bundled(false, paths);
    }

    static Check bundledWithCover(String... paths) {
        return bundled(true, paths);
    }

    private static Check bundled(boolean cover, String... paths) {
        return run -> {
            String manifest = keyOf(run.committed().path());
            String folder = manifest.substring(0, manifest.lastIndexOf('/') + 1);
            List<String> keys = run.of("PutObject").stream().map(call -> String.valueOf(call.fields().get("key"))).sorted().toList();
            List<String> wanted = new ArrayList<>(Arrays.stream(paths).map(path -> folder + path).toList());
            wanted.add(manifest);
            String coverPath = run.committed().coverPath();
            if (cover) {
                wanted.add(keyOf(requireNonNull(coverPath)));
            }
            assertThat(keys).containsExactlyInAnyOrderElementsOf(wanted);
            String below = Arrays.stream(paths).map(path -> "`" + path + "`").collect(Collectors.joining(", "));
            return run.requests() + ": the manifest" + (cover ? ", the cover" : "") + " and, below the manifest's folder, " + below;
        };
    }

    private static String keyOf(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    static Check noCall() {
        return run -> {
            assertThat(run.calls()).isEmpty();
            assertThat(run.opened()).as("sessions").isZero();
            assertThat(run.outcome() instanceof Run.Outcome.Failed(UploadError error) ? error.serviceCode() : null).isNull();
            return "no call";
        };
    }

    /** One ApplyUpload that the service refused, and no more. */
    static Check refusedApply(String code) {
        return run -> {
            assertThat(run.calls()).hasSize(1);
            assertThat(run.call(APPLY).code()).isEqualTo(code);
            assertThat(run.opened()).as("sessions").isZero();
            return "one ApplyUpload, answered with `" + run.call(APPLY).code() + "`";
        };
    }

    static Check failed(String code, String field) {
        return run -> switch (run.outcome()) {
            case Run.Outcome.Succeeded(UploadResult result) -> throw new AssertionError("succeeded: " + result);
            case Run.Outcome.Refused(var refusal) -> error(code, field, refusal.code().code(), refusal.field());
            case Run.Outcome.Failed(UploadError error) -> error(code, field, error.code(), error.field());
        };
    }

    private static String error(String code, String field, String actualCode, @Nullable String actualField) {
        assertThat(actualCode).isEqualTo(code);
        assertThat(actualField).isEqualTo(field);
        return "`" + actualCode + "`, field `" + actualField + "`";
    }

    /** The outcome brings back what the job said. */
    static Check echoed(String field, Object value, Function<UploadResult, @Nullable Object> reader) {
        return run -> {
            Object told = reader.apply(run.result());
            assertThat(told).isEqualTo(value);
            return "`" + field + "` unchanged";
        };
    }

    /** A failure brings the caller's contexts back too. */
    static Check errorEchoes(String sourceContext, String sessionContext) {
        return run -> {
            assertThat(run.outcome()).isInstanceOf(Run.Outcome.Failed.class);
            UploadError error = ((Run.Outcome.Failed) run.outcome()).error();
            assertThat(error.sourceContext()).isEqualTo(sourceContext);
            assertThat(error.sessionContext()).isEqualTo(sessionContext);
            assertThat(error.requestId()).isNotBlank();
            return "both contexts unchanged, the service's `requestId`";
        };
    }

    static Check coverUrl() {
        return run -> {
            assertThat(run.result().coverUrl()).isNotNull().isEqualTo(run.committed().coverUrl());
            return "`coverUrl`";
        };
    }

    /** What the outcome says of the effort. */
    static Check effort() {
        return run -> {
            UploadResult result = run.result();
            assertThat(result.requestId()).isEqualTo(run.call(COMMIT).requestId());
            assertThat(Long.toUnsignedString(Long.parseUnsignedLong(requireNonNull(result.crc64()), 16)))
                    .isEqualTo(run.committed().crc64());
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(result.bytesSent()).isEqualTo(run.ofService("cos").stream().mapToLong(Call::bytes).sum() - listOfParts(run));
            assertThat(result.bytesSentAgain()).isZero();
            Timings timings = result.timings();
            assertThat(timings.queuedMillis() + timings.uploadMillis() + timings.closingMillis()).isEqualTo(timings.totalMillis());
            return "CommitUpload's `requestId`, the `crc64` that COS computed, `attempts: 1`, `bytesSent: " + result.bytesSent()
                    + "`, `bytesSentAgain: 0`, `timings` that add up";
        };
    }

    private static long listOfParts(Run run) {
        return run.of("CompleteMultipartUpload").stream().mapToLong(Call::bytes).sum();
    }

    static Check size() {
        return run -> "`size: " + run.result().size() + "`, the file's bytes";
    }
}
