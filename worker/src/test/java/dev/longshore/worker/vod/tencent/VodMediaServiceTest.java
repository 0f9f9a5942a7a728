package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.LogWatch;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.testing.RecordingServer.Answer;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VodMediaServiceTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final MediaTypes TYPES = new MediaTypes("mp4", null, "film");
    private static final SessionSecrets SECRETS = new SessionSecrets("session-hidden", "AKID-temp", "sk-hidden", "token-hidden");
    private static final Instant OPENED = Instant.parse("2026-11-22T10:00:00.5Z");

    private RecordingServer server;
    private VodMediaService vod;
    private final Map<String, Credential> profiles =
            new HashMap<>(Map.of("default", new Credential("AKID-one", "key-hidden", null)));

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer(request -> VodAnswers.json(
                request.header("X-TC-Action").equals("ApplyUpload") ? VodAnswers.APPLIED : VodAnswers.COMMITTED));
        vod = new VodMediaService(VodSettings.plain(server.endpoint()), profile -> CredentialProfiles.ofKeys(profiles).forProfile(profile));
    }

    @AfterEach
    void stop() {
        vod.close();
        server.close();
    }

    @Test
    void asksForASessionWithNoMoreThanTheJobSays() throws StepException {
        OpenedSession session = vod.apply(JOB, TYPES);

        assertThat(session.bucket()).isEqualTo("vod-125");
        assertThat(session.storageRegion()).isEqualTo("ap-chongqing");
        assertThat(session.mediaPath()).isEqualTo("a1b2/f0.mp4");
        assertThat(session.coverPath()).isNull();
        assertThat(session.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
        assertThat(session.secrets()).isEqualTo(SECRETS);
        assertThat(session.requestId()).isEqualTo("req-1");
        assertThat(body()).isEqualTo(json("{\"MediaType\": \"mp4\", \"MediaName\": \"film\"}"));
        assertThat(server.only().header("X-TC-Region")).isEqualTo("ap-guangzhou");
        assertThat(server.only().header("X-TC-Language")).isEqualTo("en-US");
        assertThat(server.only().header("Host")).isEqualTo(server.endpoint());
        assertThat(server.only().header("Authorization")).startsWith("TC3-HMAC-SHA256 Credential=AKID-one/");
    }

    @Test
    void passesEveryAttributeOfAJobOn() throws StepException {
        profiles.put("studio", new Credential("AKID-two", "key-hidden", "sts-hidden"));
        UploadJob job = UploadJob.builder("job-1", "/media/film.mp4")
                .coverFilePath("/media/cover.jpg")
                .procedure("flow")
                .expireTime(OffsetDateTime.parse("2027-01-01T08:00:00.9+08:00"))
                .classId(-1L)
                .sourceContext("source")
                .sessionContext("session")
                .subAppId(1_500_000_000_000L)
                .storageRegion("ap-chongqing")
                .mediaStoragePath("films/film.mp4")
                .extInfo("{}")
                .region("ap-singapore")
                .credentials("studio")
                .build();

        OpenedSession session = vod.apply(job, new MediaTypes("mp4", "jpg", "My film"));

        assertThat(session.coverPath()).isEqualTo("a1b2/c0.jpg");
        assertThat(body()).isEqualTo(json("""
                {"MediaType": "mp4", "MediaName": "My film", "CoverType": "jpg", "Procedure": "flow", "ExpireTime": "2027-01-01T00:00:00Z",
                 "ClassId": -1, "SourceContext": "source", "SessionContext": "session", "SubAppId": 1500000000000,
                 "StorageRegion": "ap-chongqing", "MediaStoragePath": "films/film.mp4", "ExtInfo": "{}"}"""));
        assertThat(server.only().header("X-TC-Region")).isEqualTo("ap-singapore");
        assertThat(server.only().header("X-TC-Token")).isEqualTo("sts-hidden");
        assertThat(server.only().header("Authorization")).contains("Credential=AKID-two/");
    }

    @Test
    void usesARotatedKeyAtTheNextCall() throws StepException {
        vod.apply(JOB, TYPES);
        profiles.put("default", new Credential("AKID-new", "key-hidden", null));
        vod.apply(JOB, TYPES);

        assertThat(server.requests().get(0).header("Authorization")).contains("Credential=AKID-one/");
        assertThat(server.requests().get(1).header("Authorization")).contains("Credential=AKID-new/");
    }

    @Test
    void anUnknownProfileIsTheJobsMistakeAndNothingIsSent() {
        UploadJob job = UploadJob.builder("job-1", "/media/film.mp4").credentials("nobody").build();

        Failure failure = failure(() -> vod.apply(job, TYPES));

        assertThat(failure.code()).isEqualTo(ErrorCode.CREDENTIALS_UNKNOWN.code());
        assertThat(failure.field()).isEqualTo("credentials");
        assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failure.message()).contains("'nobody'");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"StorageBucket", "StorageRegion", "VodSessionKey", "MediaStoragePath", "TempCertificate", "SecretId", "Token",
        "ExpiredTime"})
    void aSessionThatLacksAnythingIsRefused(String name) {
        server.answer(request -> VodAnswers.json(VodAnswers.APPLIED.replace('"' + name + '"', "\"Other\"")));

        Failure failure = failure(() -> vod.apply(JOB, TYPES));

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.message()).contains("no " + name);
    }

    @Test
    void commits() throws StepException, CommitUnknownException {
        UploadJob job = UploadJob.builder("job-1", "/media/film.mp4").subAppId(7L).region("ap-singapore").build();

        assertThat(vod.commit(job, SECRETS)).isEqualTo(new CommittedMedia(
                "5285", "http://vod.example/a1b2/f0.mp4", "http://vod.example/a1b2/c0.jpg", "req-2", null));
        assertThat(body()).isEqualTo(json("{\"VodSessionKey\": \"session-hidden\", \"SubAppId\": 7}"));
        assertThat(server.only().header("X-TC-Region")).isEqualTo("ap-singapore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "null", "{\"Response\": {}}", "{\"Response\": {\"FileId\": \"\"}}"})
    void anAnswerToCommitThatMakesNoSenseLeavesItOpen(String nonsense) {
        server.answer(request -> VodAnswers.json(nonsense));

        Failure failure = catchThrowableOfType(CommitUnknownException.class, () -> vod.commit(JOB, SECRETS)).failure();

        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure(() -> vod.apply(JOB, TYPES)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "InvalidParameterValue.VodSessionKey", "ResourceNotFound", "FailedOperation", "NeverHeardOf"})
    void aRefusalAfterWhichTheMediaMayExistLeavesTheCommitOpen(String code) {
        server.answer(request -> VodAnswers.error(code, "words"));

        Failure failure = catchThrowableOfType(CommitUnknownException.class, () -> vod.commit(JOB, SECRETS)).failure();

        assertThat(failure.serviceCode()).isEqualTo(code);
        assertThat(failure.requestId()).isEqualTo("req-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthFailure.SignatureExpire", "AuthFailure.InvalidSecretId", "RequestLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "UnauthorizedOperation", "UnsupportedRegion", "InvalidParameterValue.SubAppId"})
    void aRefusalAtTheDoorDecidesTheCommit(String code) {
        server.answer(request -> VodAnswers.error(code, "words"));

        assertThat(failure(() -> vod.commit(JOB, SECRETS)).serviceCode()).isEqualTo(code);
    }

    @Test
    void aSpentSessionCallsForANewOneWhenTheLookUpFindsNothing() {
        for (String code : List.of("InvalidParameterValue.VodSessionKey", "ResourceNotFound")) {
            server.answer(request -> VodAnswers.error(code, "words"));
            Failure failure = catchThrowableOfType(CommitUnknownException.class, () -> vod.commit(JOB, SECRETS)).failure();
            assertThat(failure.code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
            assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        }
    }

    @Test
    void neverRepeatsACallThatGotAnotherStatus() {
        server.answer(request -> new Answer(503, Map.of("Retry-After", "0"), "busy"));

        assertThatThrownBy(() -> vod.commit(JOB, SECRETS)).isInstanceOf(CommitUnknownException.class)
                .hasMessageContaining("HTTP status 503");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void findsAMediaByItsPathAmongThoseMadeSinceTheSessionWasOpened() throws StepException {
        server.answer(
                request -> VodAnswers.json(page("http://vod.example/other/f0.mp4", "https://vod.example:443/x/a1b2/f%300.mp4?t=1#f")));

        CommittedMedia found = vod.find(JOB, "a1b2/f00.mp4", OPENED).orElseThrow();

        assertThat(found).isEqualTo(new CommittedMedia("2", "https://vod.example:443/x/a1b2/f%300.mp4?t=1#f", null, "req-3", null));
        assertThat(body()).isEqualTo(json("""
                {"CreateTime": {"After": "2026-11-22T09:55:00Z"}, "Sort": {"Field": "CreateTime", "Order": "Desc"}, "Offset": 0, "Limit": 100,
                 "Filters": ["basicInfo"]}"""));
    }

    @Test
    void findsNothingAmongOthers() throws StepException {
        server.answer(
                request -> VodAnswers.json(page("http://vod.example/a1b2/f0.mp4.bak", "http://vod.example/xa1b2/f0.mp4", "no url at all")));

        assertThat(vod.find(JOB, "a1b2/f0.mp4", OPENED)).isEmpty();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aPathThatTheJobChoseMustBeTheWholePath() throws StepException {
        UploadJob job = UploadJob.builder("job-1", "/media/film.mp4").mediaStoragePath("films/f0.mp4").build();
        server.answer(request -> VodAnswers.json(page("http://vod.example/old/films/f0.mp4")));
        assertThat(vod.find(job, "films/f0.mp4", OPENED)).isEmpty();

        server.answer(request -> VodAnswers.json(page("http://vod.example/films/f0.mp4")));
        assertThat(vod.find(job, "films/f0.mp4", OPENED)).isPresent();
    }

    @Test
    void readsPageAfterPageAndSaysSoWhenThereAreTooManyToTell() throws StepException {
        String[] full = new String[100];
        Arrays.fill(full, "http://vod.example/other.mp4");
        server.answer(request -> VodAnswers.json(
                new String(request.body(), StandardCharsets.UTF_8).contains("\"Offset\":300")
                        ? page("http://vod.example/a1b2/f0.mp4")
                        : page(full)));
        assertThat(vod.find(JOB, "a1b2/f0.mp4", OPENED)).isPresent();
        assertThat(server.requests()).hasSize(4);

        server.answer(request -> VodAnswers.json(page(full)));
        Failure failure = failure(() -> vod.find(JOB, "a1b2/f0.mp4", OPENED));
        assertThat(failure.code()).isEqualTo(ErrorCode.COMMIT_UNRESOLVED.code());
        assertThat(server.requests()).hasSize(4 + 50);
    }

    @Test
    void neitherLogsNorMessagesShowASecret() throws IOException {
        try (LogWatch log = new LogWatch()) {
            List<Answer> faults =
                    List.of(VodAnswers.error("InternalError", "x"), VodAnswers.json("<html>"), new Answer(500, Map.of(), "oops"),
                            VodAnswers.json(VodAnswers.APPLIED.replace("MediaStoragePath", "Other")));
            StringBuilder shown = new StringBuilder();
            for (Answer fault : faults) {
                server.answer(request -> fault);
                shown.append(failure(() -> vod.apply(JOB, TYPES)));
                shown.append(catchThrowableOfType(CommitUnknownException.class, () -> vod.commit(JOB, SECRETS)));
            }
            shown.append(log.lines()).append(profiles).append(SECRETS);
            assertThat(shown.toString()).contains("InternalError").doesNotContain("hidden");
        }
    }

    private static String page(String... urls) {
        StringBuilder media = new StringBuilder();
        for (int i = 0; i < urls.length; i++) {
            media.append(i == 0 ? "" : ",")
                    .append("{\"FileId\": \"" + (i + 1) + "\", \"BasicInfo\": {\"MediaUrl\": \"" + urls[i] + "\"}}");
        }
        return "{\"Response\": {\"TotalCount\": 10000, \"MediaInfoSet\": [" + media + "], \"RequestId\": \"req-3\"}}";
    }

    private JsonNode body() {
        return json(new String(server.only().body(), StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }
}
