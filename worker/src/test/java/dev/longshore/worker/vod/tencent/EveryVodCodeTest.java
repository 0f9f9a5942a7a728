package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.DocumentedCode;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table, and each documented code, as an answer to each call over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryVodCodeTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final String WORDS = "the service's own words";

    private RecordingServer server;
    private VodMediaService vod;

    @BeforeAll
    void start() throws IOException {
        server = new RecordingServer(request -> VodAnswers.json(VodAnswers.APPLIED));
        vod = new VodMediaService(
                VodSettings.plain(server.endpoint()), CredentialProfiles.ofKeys(Map.of("default", new Credential("id", "key", null))));
    }

    @AfterAll
    void stop() {
        vod.close();
        server.close();
    }

    static Stream<String> codes() {
        Stream<String> ruled = VodErrors.TABLE.rules().stream().flatMap(rule -> {
            String code = rule.serviceCode().replace(".*", "");
            return rule.isFamily() ? Stream.of(code, code + ".NeverHeardOf") : Stream.of(code);
        });
        Stream<String> documented = DocumentedCode.ofVod().stream().map(DocumentedCode::code);
        return Stream.of(ruled, documented, Stream.of("NeverHeardOf", "Never.HeardOf")).flatMap(codes -> codes).distinct();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aRefusalKeepsTheServicesWordsAndIsJudgedByItsRule(String code) {
        server.answer(request -> VodAnswers.error(code, WORDS));
        server.requests().clear();

        StepException applied = catchThrowableOfType(StepException.class, () -> vod.apply(JOB, new MediaTypes("mp4", null, "film")));
        StepException sought = catchThrowableOfType(StepException.class, () -> vod.find(JOB, "a/b.mp4", Instant.EPOCH));
        Exception committed = catchThrowableOfType(Exception.class, () -> vod.commit(JOB, new SessionSecrets("s", "i", "k", "t")));

        requireJudged("ApplyUpload", applied.failure(), code);
        requireJudged("SearchMedia", sought.failure(), code);
        requireJudged("CommitUpload", failure(committed), code);
        assertThat(committed).isInstanceOf(isGivenAtTheDoor(code) ? StepException.class : CommitUnknownException.class);
        assertThat(server.requests()).as("each call was sent once").hasSize(3);
    }

    /** Codes after which a commit has certainly had no effect: for good, or given before the call is looked at. */
    private static boolean isGivenAtTheDoor(String code) {
        boolean known = VodErrors.TABLE.find(code).isPresent();
        return known && (rule(code).remedy() == Remedy.GIVE_UP || code.startsWith("AuthFailure") || code.startsWith("RequestLimit"));
    }

    private static Failure failure(Exception thrown) {
        return switch (thrown) {
            case StepException step -> step.failure();
            case CommitUnknownException unknown -> unknown.failure();
            default -> throw new AssertionError("neither refused nor unknown", thrown);
        };
    }

    private static ErrorRule rule(String code) {
        return VodErrors.TABLE.find(code).orElse(VodErrors.TABLE.other());
    }

    private static void requireJudged(String call, Failure failure, String code) {
        ErrorRule rule = rule(code);
        assertThat(failure.code()).isEqualTo(rule.code().code());
        assertThat(failure.category()).isEqualTo(rule.code().category());
        assertThat(ErrorCode.known(failure.code())).isPresent();
        assertThat(failure.remedy()).isEqualTo(rule.remedy());
        assertThat(failure.field()).isEqualTo(rule.field());
        assertThat(failure.serviceCode()).isEqualTo(code);
        assertThat(failure.serviceMessage()).isEqualTo(WORDS);
        assertThat(failure.requestId()).isEqualTo("req-9");
        assertThat(failure.message()).startsWith(call + " in ").contains(code, rule.meaning(), rule.hint().replaceFirst("\\.$", ""));
    }
}
