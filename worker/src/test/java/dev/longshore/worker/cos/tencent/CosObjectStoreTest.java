package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.testing.RecordingServer.Answer;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosObjectStoreTest {
    private static final ObjectAddress ADDRESS =
            new ObjectAddress("b-125", "ap-x", "vod/a b+ü/media.mp4", new SessionSecrets("key", "AKID-temp", "sk-hidden", "token-hidden"));
    private static final String UPLOAD = "upload/+=1";

    private RecordingServer cos;
    private CosObjectStore store;

    @BeforeEach
    void start() throws IOException {
        cos = new RecordingServer(CosAnswers::stored);
        store = new CosObjectStore(CosSettings.plain(cos.endpoint()), Clocks.REAL);
    }

    @AfterEach
    void stop() {
        store.close();
        cos.close();
    }

    @Test
    void putsAnObjectSignedForTheBucketsOwnHost() throws StepException {
        MemoryBody body = MemoryBody.ofSize(300_000);

        assertThat(store.put(ADDRESS, body)).isEqualTo(new StoredBytes("etag-1", body.crc64()));

        RecordingServer.Request request = cos.only();
        assertThat(request.method() + " " + request.rawPath() + "?" + request.query()).isEqualTo("PUT /vod/a%20b%2B%C3%BC/media.mp4?");
        assertThat(request.body()).isEqualTo(body.bytes());
        assertThat(request.header("Host")).isEqualTo("b-125.cos.ap-x.myqcloud.com");
        assertThat(request.header("Content-Length")).isEqualTo("300000");
        assertThat(request.header("Content-MD5")).isEmpty();
        assertThat(request.header("x-cos-security-token")).isEqualTo("token-hidden");
        assertThat(request.header("Authorization")).contains("q-ak=AKID-temp", "q-header-list=content-length;host", "q-signature=");
        assertThat(request.header("User-Agent")).isEqualTo("longshore");
        assertThat(body.timesOpened()).isEqualTo(1);
        assertThat(body.bytesSent()).isEqualTo(300_000);
    }

    @Test
    void aTrafficLimitIsAskedForWithEachBodyAndOnlyWhereThereIsOne() throws StepException {
        store.put(ADDRESS, MemoryBody.ofSize(10));
        assertThat(cos.only().header("x-cos-traffic-limit")).isEmpty();

        var limited = new CosSettings(
                cos.endpoint(), "http", 4, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000_000, null);
        try (CosObjectStore slow = new CosObjectStore(limited, Clocks.REAL)) {
            slow.putPart(ADDRESS, UPLOAD, 1, MemoryBody.ofSize(10));
        }
        assertThat(cos.requests().getLast().header("x-cos-traffic-limit")).isEqualTo("1000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 819_199, 838_860_801})
    void aTrafficLimitThatCosDoesNotKnowIsRefusedAtOnce(long bits) {
        Duration wait = Duration.ofSeconds(5);
        assertThatThrownBy(() -> new CosSettings(cos.endpoint(), "http", 4, wait, wait, wait, bits, null))
                .hasMessageContaining("819200 to 838860800");
    }

    @Test
    void putsAPartUnderItsNumberAndUpload() throws StepException {
        MemoryBody body = MemoryBody.ofSize(1 << 20);

        assertThat(store.putPart(ADDRESS, UPLOAD, 17, body).crc64()).isEqualTo(body.crc64());

        assertThat(cos.only().query().split("&")).containsExactlyInAnyOrder("partNumber=17", "uploadId=upload%2F%2B%3D1");
        assertThat(cos.only().header("Authorization")).contains("q-url-param-list=partnumber;uploadid");
    }

    @Test
    void noticesThatCosStoredOtherBytes() {
        cos.answer(request -> new Answer(200, Map.of("ETag", "\"e\"", "x-cos-hash-crc64ecma", "1", "x-cos-request-id", "req-9"), ""));

        Failure failure = failure(() -> store.put(ADDRESS, MemoryBody.ofSize(10)));

        assertFailure(failure, ErrorCode.CHECKSUM_MISMATCH, Remedy.RETRY);
        assertThat(failure.message()).contains("put b-125/vod/", "0000000000000001", MemoryBody.ofSize(10).crc64());
        assertThat(failure.requestId()).isEqualTo("req-9");
    }

    @Test
    void holdsTheMd5AgainstTheETagWhenTheAnswerHasNoCrc() throws Exception {
        MemoryBody body = MemoryBody.ofSize(200_000);
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.bytes()));

        cos.answer(request -> new Answer(200, Map.of("ETag", "\"" + md5 + "\""), ""));
        assertThat(store.put(ADDRESS, body)).isEqualTo(new StoredBytes(md5, body.crc64()));

        cos.answer(request -> new Answer(200, Map.of("ETag", "\"900150983cd24fb0d6963f7d28e17f72\""), ""));
        assertFailure(failure(() -> store.put(ADDRESS, body)), ErrorCode.CHECKSUM_MISMATCH, Remedy.RETRY);
    }

    @Test
    void noticesASourceThatChangedBetweenSendingAndChecking() {
        cos.answer(request -> new Answer(200, Map.of("ETag", "\"e\""), ""));
        Body changing = new Body() {
            private int opened;

            @Override
            public long length() {
                return 3;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[] {1, 2, (byte) opened++});
            }

            @Override
            public void sent(long bytes) {}
        };

        assertFailure(failure(() -> store.put(ADDRESS, changing)), ErrorCode.SOURCE_CHANGED, Remedy.RETRY);
    }

    @Test
    void anAnswerWithoutAnETagIsNoReceipt() {
        cos.answer(request -> new Answer(200, Map.of("x-cos-hash-crc64ecma", CosAnswers.crc(request)), ""));

        assertFailure(failure(() -> store.put(ADDRESS, MemoryBody.ofSize(1))), ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
    }

    @Test
    void aSourceThatCannotBeReadIsNotCossFault() {
        assertFailure(failure(() -> store.put(ADDRESS, unreadable(10, true))), ErrorCode.SOURCE_UNREADABLE, Remedy.RETRY);
        assertFailure(failure(() -> store.put(ADDRESS, unreadable(10, false))), ErrorCode.SOURCE_CHANGED, Remedy.RETRY);
    }

    @Test
    void runsAMultipartUpload() throws StepException {
        cos.answer(request -> CosAnswers.xml(200, request.query().startsWith("uploads")
                ? "<InitiateMultipartUploadResult><Bucket>b-125</Bucket><Key>k</Key><UploadId>u-7</UploadId></InitiateMultipartUploadResult>"
                : "<CompleteMultipartUploadResult><Location>l</Location><ETag>\"whole-2\"</ETag></CompleteMultipartUploadResult>"));

        assertThat(store.initiate(ADDRESS)).isEqualTo("u-7");
        StoredObject stored = store.complete(ADDRESS, "u-7", List.of(new StoredPart(1, "e1", 5), new StoredPart(2, "e2", 0)));

        assertThat(stored).isEqualTo(new StoredObject(-1, "whole-2", null));
        String sent = new String(cos.requests().get(1).body(), StandardCharsets.UTF_8);
        assertThat(sent).contains("<PartNumber>1</PartNumber><ETag>e1</ETag>", "<PartNumber>2</PartNumber><ETag>e2</ETag>");
        assertThat(cos.requests()).allSatisfy(request -> {
            assertThat(request.header("Host")).isEqualTo("b-125.cos.ap-x.myqcloud.com");
            assertThat(request.header("x-cos-security-token")).isEqualTo("token-hidden");
            assertThat(request.header("Authorization")).contains("q-ak=AKID-temp");
        });
    }

    @Test
    void anErrorInsideA200AnswerToCompleteIsAnError() {
        cos.answer(request -> CosAnswers.error(200, "InternalError", "try again"));

        Failure failure = failure(() -> store.complete(ADDRESS, UPLOAD, List.of(new StoredPart(1, "e", 1))));

        assertFailure(failure, ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.serviceCode()).isEqualTo("InternalError");
    }

    @Test
    void anErrorInsideA200AnswerToAListIsNoEmptyList() {
        cos.answer(request -> CosAnswers.error(200, "InternalError", "busy"));
        assertFailure(failure(() -> store.listParts(ADDRESS, UPLOAD)), ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
        assertFailure(failure(() -> store.listUploads(ADDRESS)), ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
    }

    @Test
    void completeTellsTheCallerThatTheUploadIsUnknown() {
        cos.answer(request -> CosAnswers.error(404, "NoSuchUpload", "gone"));

        Failure failure = failure(() -> store.complete(ADDRESS, UPLOAD, List.of(new StoredPart(1, "e", 1))));

        assertThat(failure.serviceCode()).isEqualTo("NoSuchUpload");
        assertFailure(failure, ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
    }

    @Test
    void listsAllPagesOfParts() throws StepException {
        cos.answer(request -> request.query().contains("part-number-marker=1")
                ? listing(false, 0, "<Part><PartNumber>2</PartNumber><ETag>\"e2\"</ETag><Size>3</Size></Part>")
                : listing(true, 1, "<Part><PartNumber>1</PartNumber><ETag>\"e1\"</ETag><Size>1048576</Size></Part>"));

        assertThat(store.listParts(ADDRESS, UPLOAD).orElseThrow())
                .containsExactly(new StoredPart(1, "e1", 1_048_576), new StoredPart(2, "e2", 3));
    }

    @Test
    void anUnendingListOfPartsIsRefused() {
        cos.answer(request -> listing(true, 1, ""));

        assertThat(failure(() -> store.listParts(ADDRESS, UPLOAD)).message()).contains("pages");
    }

    @Test
    void aQuestionThatTheCertificateDoesNotPermitHasNoAnswer() throws StepException {
        cos.answer(request -> CosAnswers.error(403, "AccessDenied", "Access Denied."));

        assertThat(store.listParts(ADDRESS, UPLOAD)).isEmpty();
        assertThat(store.head(ADDRESS)).isEmpty();
    }

    @Test
    void anExpiredCertificateIsNotMistakenForAForbiddenQuestion() {
        for (Answer expired : List.of(
                CosAnswers.error(403, "AccessDenied", "Request has expired"),
                CosAnswers.error(403, "ExpiredToken", "the token is too old"))) {
            cos.answer(request -> expired);
            assertFailure(failure(() -> store.listParts(ADDRESS, UPLOAD)), ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        }
    }

    @Test
    void looksAtAnObject() throws StepException {
        cos.answer(request -> new Answer(
                200, Map.of("ETag", "\"e\"", "x-cos-hash-crc64ecma", "11051210869376104954", "Content-Length", "9"), ""));
        StoredObject found = store.head(ADDRESS).orElseThrow();
        assertThat(found.crc64()).isEqualTo("995dc9bbdf1939fa");
        assertThat(found.etag()).isEqualTo("e");

        cos.answer(request -> new Answer(404, Map.of(), ""));
        assertThat(store.head(ADDRESS)).isEmpty();
    }

    @Test
    void abortingAnUnknownUploadIsNoError() throws StepException {
        cos.answer(request -> CosAnswers.error(404, "NoSuchUpload", "gone"));
        store.abort(ADDRESS, UPLOAD);
        assertThat(cos.only().method()).isEqualTo("DELETE");

        cos.answer(request -> CosAnswers.error(404, "NoSuchBucket", "what bucket"));
        assertThatThrownBy(() -> store.abort(ADDRESS, UPLOAD)).isInstanceOf(StepException.class);
    }

    @Test
    void sendsEachCallOnceWhateverTheAnswer() {
        cos.answer(request -> CosAnswers.error(503, "SlowDown", "slow down"));
        List<ThrowingCallable> calls = List.of(
                () -> store.put(ADDRESS, MemoryBody.ofSize(1)),
                () -> store.putPart(ADDRESS, UPLOAD, 1, MemoryBody.ofSize(1)),
                () -> store.initiate(ADDRESS),
                () -> store.listParts(ADDRESS, UPLOAD),
                () -> store.complete(ADDRESS, UPLOAD, List.of(new StoredPart(1, "e", 1))),
                () -> store.abort(ADDRESS, UPLOAD),
                () -> store.head(ADDRESS));

        calls.forEach(call -> assertThat(failure(call).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE));

        assertThat(cos.requests()).hasSize(calls.size());
    }

    private static Answer listing(boolean truncated, int next, String parts) {
        return CosAnswers.xml(200,
                "<ListPartsResult><Bucket>b-125</Bucket><Key>k</Key><UploadId>u</UploadId><PartNumberMarker>0</PartNumberMarker>"
                        + "<NextPartNumberMarker>" + next + "</NextPartNumberMarker><MaxParts>1000</MaxParts><IsTruncated>" + truncated
                        + "</IsTruncated>"
                        + parts + "</ListPartsResult>");
    }

    private static Body unreadable(int length, boolean broken) {
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                if (broken) {
                    throw new IOException("stale file handle");
                }
                return new ByteArrayInputStream(new byte[length - 1]);
            }

            @Override
            public void sent(long bytes) {}
        };
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }

    private static void assertFailure(Failure failure, ErrorCode code, Remedy remedy) {
        assertThat(failure.code()).isEqualTo(code.code());
        assertThat(failure.remedy()).isEqualTo(remedy);
    }
}
