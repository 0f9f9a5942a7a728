package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.CosOperation;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.vod.RepeatedCommit;
import dev.longshore.sandbox.vod.VodSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VodRulesTest {

    private final SettableClock clock = new SettableClock();
    private Emulator emulator;
    private RealClients clients;

    @BeforeEach
    void start() throws Exception {
        start(vod -> vod);
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        emulator.close();
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | MissingParameter
            []                                                          | InvalidParameter
            {"MediaType":                                               | InvalidParameter
            {"MediaType":7}                                             | InvalidParameter
            {"MediaType":"mp4","ClassId":"1"}                           | InvalidParameter
            {"MediaType":"mp4","Colour":"red"}                          | UnknownParameter
            {"MediaType":"exe"}                                         | InvalidParameterValue.MediaType
            {"MediaType":"mp4","CoverType":"mp4"}                       | InvalidParameterValue.CoverType
            {"MediaType":"mp4","SubAppId":-1}                           | InvalidParameterValue.SubAppId
            {"MediaType":"mp4","SubAppId":9}                            | InvalidParameterValue.SubAppId
            {"MediaType":"mp4","ExpireTime":"tomorrow"}                 | InvalidParameter.ExpireTime
            {"MediaType":"mp4","ExpireTime":"2001-01-01T00:00:00Z"}     | InvalidParameterValue.ExpireTime
            {"MediaType":"mp4","StorageRegion":"ap-atlantis"}           | InvalidParameterValue.StorageRegion
            {"MediaType":"mp4","MediaStoragePath":"no/slash.mp4"}       | InvalidParameterValue.MediaStoragePath
            {"MediaType":"mp4","MediaStoragePath":"/a/../../b.mp4"}     | InvalidParameterValue.MediaStoragePath
            {"MediaType":"mp4","SubAppId":6,"MediaStoragePath":"/b.mp4"}| InvalidParameterValue.MediaStoragePath
            """)
    void an_application_with_a_bad_field(String body, String code) throws Exception {
        start(vod -> vod.withAccount(vod.account().withSubAppIds(Set.of(5L, 6L)).withPathSubAppIds(Set.of(0L, 5L))));
        assertThat(new Tc3Request(emulator.vodPort(), "ApplyUpload", body).at(clock.instant()).code()).isEqualTo(code);
    }

    @Test
    void every_field_of_an_application_is_kept() throws Exception {
        ApplyUploadResponse session = clients.apply(request -> {
            request.setSubAppId(5L);
            request.setMediaName("name");
            request.setProcedure("LongVideoPreset");
            request.setExpireTime("2999-01-01T00:00:00+08:00");
            request.setStorageRegion("ap-singapore");
            request.setClassId(12L);
            request.setSourceContext("s".repeat(250));
            request.setSessionContext("c".repeat(1000));
            request.setExtInfo("{}");
        });
        try (var inspection = new EmulatorClient(emulator.inspectionUri())) {
            var kept = inspection.sessions().getFirst().application();
            assertThat(session.getStorageRegion()).isEqualTo("ap-singapore");
            assertThat(kept.subAppId()).isEqualTo(5);
            assertThat(kept.classId()).isEqualTo(12);
            assertThat(kept.sourceContext()).hasSize(250);
            assertThat(kept.sessionContext()).hasSize(1000);
            assertThat(kept.procedure()).isEqualTo("LongVideoPreset");
            assertThat(kept.expireTime()).isEqualTo("2999-01-01T00:00:00+08:00");
            assertThat(inspection.calls().recent().getFirst().fields()).containsEntry("ExtInfo", "{}");
        }
    }

    @Test
    void a_context_that_is_too_long_is_refused() {
        assertThat(RealClients.refusal(() -> clients.apply(request -> request.setSourceContext("s".repeat(251)))))
                .isEqualTo("InvalidParameterValue");
        assertThat(RealClients.refusal(() -> clients.apply(request -> request.setSessionContext("c".repeat(1001)))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void only_a_known_unexpired_session_of_the_same_application_with_its_files_is_committed() throws Exception {
        var unknown = new ApplyUploadResponse();
        unknown.setVodSessionKey("unknown");
        ApplyUploadResponse session = clients.apply(request -> {
            request.setSubAppId(5L);
            request.setCoverType("png");
        });

        assertThat(RealClients.refusal(() -> clients.commit(unknown)))
                .isEqualTo("InvalidParameterValue.VodSessionKey");
        assertThat(RealClients.refusal(() -> clients.commit(session))).isEqualTo("InvalidParameterValue.SubAppId");
        assertThat(RealClients.refusal(() -> clients.commit(session, 5))).isEqualTo("ResourceNotFound");
        put(session, session.getMediaStoragePath());
        assertThat(RealClients.refusal(() -> clients.commit(session, 5))).isEqualTo("ResourceNotFound");
        put(session, session.getCoverStoragePath());
        // Only the emulator's clock moves, so the client's own signature has to stay within its tolerance.
        clock.advance(VodSettings.CERTIFICATE_LIFETIME);
        assertThat(new Tc3Request(emulator.vodPort(), "CommitUpload",
                "{\"VodSessionKey\":\"" + session.getVodSessionKey() + "\",\"SubAppId\":5}")
                .at(clock.instant())
                .code())
                .isEqualTo("InvalidParameterValue.VodSessionKey");
    }

    @Test
    void a_repeated_commit_gets_the_same_answer_or_a_refusal_as_set() throws Exception {
        ApplyUploadResponse session = clients.apply(request -> {});
        put(session, session.getMediaStoragePath());
        CommitUploadResponse first = clients.commit(session);
        CommitUploadResponse second = clients.commit(session);
        assertThat(second.getFileId()).isEqualTo(first.getFileId());
        assertThat(second.getRequestId()).isNotEqualTo(first.getRequestId());

        start(vod -> vod.withRepeatedCommit(RepeatedCommit.REFUSE));
        ApplyUploadResponse another = clients.apply(request -> {});
        put(another, another.getMediaStoragePath());
        clients.commit(another);
        assertThat(RealClients.refusal(() -> clients.commit(another))).isEqualTo("InvalidParameterValue.VodSessionKey");
    }

    @Test
    void commits_at_the_same_time_make_one_media() throws Exception {
        ApplyUploadResponse session = clients.apply(request -> {});
        put(session, session.getMediaStoragePath());
        Callable<String> commit = () -> clients.commit(session).getFileId();
        try (var threads = Executors.newFixedThreadPool(8);
                var inspection = new EmulatorClient(emulator.inspectionUri())) {
            var answers = threads.invokeAll(Stream.generate(() -> commit).limit(16).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get());
            }
            assertThat(inspection.media()).hasSize(1);
        }
    }

    @Test
    void calls_beyond_the_cap_are_refused_until_the_next_second() throws Exception {
        start(vod -> vod.withCallsPerSecond(Map.of("ApplyUpload", 2)));
        clients.apply(request -> {});
        clients.apply(request -> {});
        assertThat(RealClients.refusal(() -> clients.apply(request -> {}))).isEqualTo("RequestLimitExceeded");
        clock.advance(Duration.ofSeconds(1));
        assertThat(clients.apply(request -> {}).getVodSessionKey()).isNotEmpty();
    }

    @Test
    void a_denied_action_is_unauthorized() throws Exception {
        start(vod -> vod.withDeniedActions(Set.of("ApplyUpload")));
        assertThat(RealClients.refusal(() -> clients.apply(request -> {}))).isEqualTo("UnauthorizedOperation");
    }

    @Test
    void the_certificate_says_when_it_ends() throws Exception {
        start(vod -> vod.withCertificate(Duration.ofMinutes(7), Set.of(CosOperation.PUT_OBJECT)));
        assertThat(clients.apply(request -> {}).getTempCertificate().getExpiredTime())
                .isEqualTo(clock.instant().plusSeconds(420).getEpochSecond());
    }

    private void start(UnaryOperator<VodSettings> change) throws IOException {
        if (emulator != null) {
            clients.close();
            emulator.close();
        }
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withClock(clock)
                .withStore(StoreSettings.discarding(Checksums.FULL))
                .withVod(change));
        clients = new RealClients(emulator);
    }

    private void put(ApplyUploadResponse session, String path) {
        clients.cos(session).putObject(session.getStorageBucket(), path, "bytes");
    }
}
