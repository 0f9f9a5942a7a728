package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.fault.DocumentedCode;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RawServer;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.testing.RecordingServer.Answer;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table, and each documented code with its status, as an answer to the calls over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryCosCodeTest {
    private static final ObjectAddress ADDRESS =
            new ObjectAddress("b-125", "ap-x", "k", new SessionSecrets("key", "AKID-temp", "sk-hidden", "token-hidden"));
    private static final String WORDS = "the service's own words";
    /** Codes that Longshore knows and the documentation doesn't, with the status that they are given here. */
    private static final Map<String, Integer> UNDOCUMENTED = Map.of("InvalidToken", 403, "NeverHeardOf", 418);
    private static final Set<String> FORBIDDING = Set.of("AccessDenied", "AccessForbidden", "HTTP 403");

    private RecordingServer server;
    private CosObjectStore store;
    private RawServer bare;
    private CosObjectStore toBare;

    /** A refusal as COS words it. */
    record Refusal(int status, String code) {}

    @FunctionalInterface
    private interface Call {
        void make(CosObjectStore store) throws StepException;
    }

    @BeforeAll
    void start() throws IOException {
        server = new RecordingServer(CosAnswers::stored);
        store = new CosObjectStore(CosSettings.plain(server.endpoint()), Clocks.REAL);
        bare = new RawServer();
        toBare = new CosObjectStore(CosSettings.plain(bare.endpoint()), Clocks.REAL);
    }

    @AfterAll
    void stop() throws IOException {
        store.close();
        server.close();
        toBare.close();
        bare.close();
    }

    static Stream<Refusal> refusals() {
        return Stream.concat(
                DocumentedCode.ofCos().stream().map(code -> new Refusal(code.status(), code.code())),
                UNDOCUMENTED.entrySet().stream().map(code -> new Refusal(code.getValue(), code.getKey())));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalKeepsTheServicesWordsAndIsJudgedByItsRule(Refusal refusal) {
        server.answer(request -> answer(refusal.status(), refusal.code()));
        ErrorRule rule = CosErrors.TABLE.find(refusal.code()).orElseGet(() -> ofStatus(refusal.status()));

        calls().forEach((name, call) -> {
            server.requests().clear();
            StepException thrown = catchThrowableOfType(StepException.class, () -> call.make(store));
            if (isNoError(name, rule)) {
                assertThat(thrown).as(name).isNull();
            } else {
                assertThat(thrown).as(name).isNotNull();
                requireJudged(thrown.failure(), rule);
                assertThat(thrown.failure().serviceCode()).as(name).isEqualTo(refusal.code());
                assertThat(thrown.failure().serviceMessage()).as(name).isEqualTo(WORDS);
                assertThat(thrown.failure().message()).contains(" " + refusal.status() + " " + refusal.code() + ": ");
            }
            assertThat(server.requests()).as("requests of " + name).hasSize(1);
        });
    }

    /** Every rule for a status, and statuses that share one. */
    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 402, 403, 404, 407, 408, 409, 411, 418, 429, 451, 500, 501, 502, 503, 504, 599})
    void anAnswerWithoutACodeIsJudgedByItsStatus(int status) {
        bare.behave(socket -> answerBare(socket, status));
        ErrorRule rule = ofStatus(status);

        Stream.concat(calls().entrySet().stream(), Stream.of(Map.entry("HeadObject", (Call) s -> s.head(ADDRESS)))).forEach(call -> {
            StepException thrown = catchThrowableOfType(StepException.class, () -> call.getValue().make(toBare));
            if (isNoError(call.getKey(), rule)) {
                assertThat(thrown).as(call.getKey()).isNull();
            } else {
                assertThat(thrown).as(call.getKey()).isNotNull();
                requireJudged(thrown.failure(), rule);
                assertThat(thrown.failure().serviceCode()).as(call.getKey()).isNull();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"200, InternalError", "200, InvalidPart"})
    void anErrorInAnAnswerThatBeganWellIsJudgedByItsCode(int status, String code) {
        server.answer(request -> answer(status, code));

        StepException thrown = catchThrowableOfType(
                StepException.class, () -> store.complete(ADDRESS, "u", List.of(new StoredPart(1, "e", 1))));

        requireJudged(thrown.failure(), CosErrors.TABLE.find(code).orElseThrow());
        assertThat(thrown.failure().serviceCode()).isEqualTo(code);
    }

    @Test
    void noRuleIsLeftOut() {
        List<String> answered = refusals().map(Refusal::code).toList();
        assertThat(CosErrors.TABLE.rules().stream().map(ErrorRule::serviceCode).filter(code -> !code.startsWith("HTTP")))
                .isSubsetOf(answered);
    }

    private static Map<String, Call> calls() {
        return Map.of(
                "PutObject", s -> s.put(ADDRESS, MemoryBody.ofSize(10)),
                "InitiateMultipartUpload", s -> s.initiate(ADDRESS),
                "UploadPart", s -> s.putPart(ADDRESS, "u", 1, MemoryBody.ofSize(10)),
                "ListParts", s -> s.listParts(ADDRESS, "u"),
                "CompleteMultipartUpload", s -> s.complete(ADDRESS, "u", List.of(new StoredPart(1, "e", 1))),
                "AbortMultipartUpload", s -> s.abort(ADDRESS, "u"));
    }

    /** Questions may be forbidden; an abort of what is gone is done, and there may be no object. */
    private static boolean isNoError(String call, ErrorRule rule) {
        return switch (call) {
            case "ListParts" -> FORBIDDING.contains(rule.serviceCode());
            case "HeadObject" -> FORBIDDING.contains(rule.serviceCode()) || rule.serviceCode().equals("HTTP 404");
            case "AbortMultipartUpload" -> rule.serviceCode().equals("NoSuchUpload");
            default -> false;
        };
    }

    private static ErrorRule ofStatus(int status) {
        return CosErrors.TABLE.find("HTTP " + status).or(() -> CosErrors.TABLE.find("HTTP " + status / 100 + "xx")).orElseThrow();
    }

    private static void requireJudged(Failure failure, ErrorRule rule) {
        assertThat(failure.code()).isEqualTo(rule.code().code());
        assertThat(failure.category()).isEqualTo(rule.code().category());
        assertThat(failure.remedy()).isEqualTo(rule.remedy());
        assertThat(failure.field()).isEqualTo(rule.field());
        assertThat(failure.requestId()).isEqualTo("req-7");
        assertThat(failure.message()).contains(rule.meaning(), rule.hint().replaceFirst("\\.$", ""));
    }

    /** The SDK wants the header's name as COS writes it. */
    private static void answerBare(Socket socket, int status) throws IOException {
        RawServer.readHead(socket);
        String head = "HTTP/1.1 " + status + " So\r\nx-cos-request-id: req-7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        RawServer.readSome(socket, 1 << 20);
    }

    private static Answer answer(int status, @Nullable String code) {
        return new Answer(status, Map.of("Content-Type", "application/xml", "x-cos-request-id", "req-7"),
                "<?xml version='1.0' encoding='utf-8' ?><Error><Code>%s</Code><Message>%s</Message><Resource>b/k</Resource>"
                        .formatted(code, WORDS) + "<RequestId>req-7</RequestId><TraceId>t</TraceId></Error>");
    }
}
