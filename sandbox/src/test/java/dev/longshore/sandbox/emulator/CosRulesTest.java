package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.qcloud.cos.utils.Md5Utils;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosRulesTest {

    private static final String MD5_OF_NOTHING = "1B2M2Y8AsgTpgAmY7PhCfg==";
    private static final int PART = 1 << 20;

    @TempDir
    Path directory;

    private Emulator emulator;
    private RealClients clients;
    private ApplyUploadResponse session;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(
                EmulatorSettings.defaults().onFreePorts().withStore(StoreSettings.onDisk(directory)));
        clients = new RealClients(emulator);
        session = clients.apply(request -> {});
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        emulator.close();
    }

    @Test
    void bytes_that_are_not_what_content_md5_says_are_not_stored() throws Exception {
        assertThat(request("PUT").header("Content-MD5", MD5_OF_NOTHING).body(new byte[100]).code())
                .isEqualTo("BadDigest");
        assertThat(request("PUT").header("Content-MD5", "short").code()).isEqualTo("InvalidDigest");
        assertThat(RealClients.refusal(() -> clients.commit(session))).isEqualTo("ResourceNotFound");
        assertThat(request("PUT").header("Content-MD5", MD5_OF_NOTHING).code()).isEmpty();
        assertThat(storedFiles()).hasSize(1);
    }

    @Test
    void a_body_that_breaks_off_is_not_stored() throws Exception {
        request("PUT").body(new byte[5_000]).sendTruncated();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(storedFiles()).isEmpty());
        assertThat(RealClients.refusal(() -> clients.commit(session))).isEqualTo("ResourceNotFound");
        try (var inspection = new EmulatorClient(emulator.inspectionUri())) {
            assertThat(inspection.calls().granted("PutObject")).isZero();
        }
    }

    @Test
    void a_body_in_chunks_is_stored_whole() throws Exception {
        RawHttp.Answer answer = request("PUT")
                .header("Transfer-Encoding", "chunked")
                .body(CosRequest.utf8("4\r\n1234\r\n5\r\n56789\r\n0\r\n\r\n"))
                .send();
        assertThat(answer.header("x-cos-hash-crc64ecma")).isEqualTo(Long.toUnsignedString(0x995dc9bbdf1939faL));
    }

    @Test
    void a_refused_client_that_first_sends_all_its_bytes_still_sees_why() throws Exception {
        RawHttp.Answer answer =
                request("PUT").path("/elsewhere").body(new byte[8 << 20]).send();
        assertThat(answer.field("Code")).isEqualTo("AccessDenied");
        assertThat(storedFiles()).isEmpty();
    }

    @Test
    void a_client_that_waits_to_continue_is_refused_before_it_sends() throws Exception {
        RawHttp.Answer refused = request("PUT").path("/elsewhere")
                .header("Expect", "100-continue")
                .header("Content-Length", "1000000")
                .send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Connection")).isEqualTo("close");
    }

    @Test
    void parts_must_be_listed_in_order_with_the_etags_they_got() throws Exception {
        String uploadId = initiate();
        String first = part(uploadId, 1, new byte[PART]);
        String second = part(uploadId, 2, new byte[PART]);
        String last = part(uploadId, 3, new byte[10]);

        assertThat(complete(uploadId, List.of("2", second, "1", first, "3", last))).isEqualTo("InvalidPartOrder");
        assertThat(complete(uploadId, List.of("1", first, "1", first))).isEqualTo("InvalidPartOrder");
        assertThat(complete(uploadId, List.of("1", first, "2", last))).isEqualTo("InvalidPart");
        assertThat(complete(uploadId, List.of("1", first, "4", last))).isEqualTo("InvalidPart");
        assertThat(complete(uploadId, List.of("1", first, "3", last, "4", last))).isEqualTo("InvalidPart");
        assertThat(complete(uploadId, List.of())).isEqualTo("MalformedXML");
        assertThat(request("POST").parameter("uploadId", uploadId).body(CosRequest.utf8("<a>")).code())
                .isEqualTo("MalformedXML");
        assertThat(complete(uploadId, List.of("1", first, "2", second, "3", last))).isEmpty();
        assertThat(complete(uploadId, List.of("1", first, "2", second, "3", last)))
                .as("completed before")
                .isEqualTo("NoSuchUpload");
        clients.commit(session);
        try (var inspection = new EmulatorClient(emulator.inspectionUri())) {
            assertThat(inspection.media().getFirst().size()).isEqualTo(2 * PART + 10);
        }
    }

    @Test
    void every_part_but_the_last_has_a_mebibyte_at_least() throws Exception {
        String uploadId = initiate();
        String small = part(uploadId, 1, new byte[PART - 1]);
        String last = part(uploadId, 2, new byte[1]);
        assertThat(complete(uploadId, List.of("1", small, "2", last))).isEqualTo("EntityTooSmall");
        assertThat(complete(uploadId, List.of("1", small))).isEmpty();
    }

    @Test
    void a_part_number_is_from_1_to_10000_and_a_part_has_5_gibibytes_at_most() throws Exception {
        String uploadId = initiate();
        for (String number : List.of("0", "10001", "x")) {
            assertThat(request("PUT").parameter("uploadId", uploadId).parameter("partNumber", number).code())
                    .isEqualTo("InvalidArgument");
        }
        assertThat(request("PUT").parameter("uploadId", uploadId).parameter("partNumber", "10000").code()).isEmpty();
        assertThat(request("PUT").parameter("uploadId", uploadId)
                .parameter("partNumber", "1")
                .header("Expect", "100-continue")
                .header("Content-Length", Long.toString((5L << 30) + 1))
                .code())
                .isEqualTo("EntityTooLarge");
    }

    @Test
    void a_part_sent_again_replaces_the_one_before() throws Exception {
        String uploadId = initiate();
        String before = part(uploadId, 1, CosRequest.utf8("before"));
        String after = part(uploadId, 1, CosRequest.utf8("after"));
        assertThat(storedFiles()).hasSize(1);
        assertThat(complete(uploadId, List.of("1", before))).isEqualTo("InvalidPart");
        assertThat(complete(uploadId, List.of("1", after))).isEmpty();
        assertThat(request("GET").key(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null).send().body())
                .isEqualTo("after");
    }

    @Test
    void an_upload_belongs_to_its_key_and_ends_once() throws Exception {
        String uploadId = initiate();
        assertThat(request("PUT").parameter("uploadId", "unknown").parameter("partNumber", "1").code())
                .isEqualTo("NoSuchUpload");
        ApplyUploadResponse other = clients.apply(request -> {});
        assertThat(CosRequest.of(emulator, "PUT", other).parameter("uploadId", uploadId).parameter("partNumber", "1").code())
                .isEqualTo("NoSuchUpload");
        assertThat(request("DELETE").parameter("uploadId", uploadId).send().status()).isEqualTo(204);
        assertThat(request("DELETE").parameter("uploadId", uploadId).code()).isEqualTo("NoSuchUpload");
        assertThat(request("GET").parameter("uploadId", uploadId).code()).isEqualTo("NoSuchUpload");
    }

    @Test
    void an_object_put_again_is_replaced_and_can_be_read_in_ranges_across_parts() throws Exception {
        request("PUT").body(CosRequest.utf8("old")).send();
        String uploadId = initiate();
        String first = part(uploadId, 1, CosRequest.utf8("a".repeat(PART)));
        String last = part(uploadId, 2, CosRequest.utf8("bcd"));
        complete(uploadId, List.of("1", first, "2", last));
        assertThat(storedFiles()).hasSize(2);
        RawHttp.Answer range = request("GET").key(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null)
                .header("Range", "bytes=" + (PART - 2) + '-' + PART)
                .send();
        assertThat(range.status()).isEqualTo(206);
        assertThat(range.body()).isEqualTo("aab");
        assertThat(range.header("Content-Range")).isEqualTo("bytes 1048574-1048576/1048579");
    }

    @Test
    void what_is_not_emulated_says_so() throws Exception {
        assertThat(request("PUT").header("x-cos-copy-source", "a/b").code()).isEqualTo("NotImplemented");
        assertThat(request("PUT").parameter("acl", "").code()).isEqualTo("NotImplemented");
        assertThat(request("DELETE").code()).isEqualTo("NotImplemented");
        assertThat(request("GET").path("/").code()).isEqualTo("NotImplemented");
        assertThat(request("GET").path(session.getMediaStoragePath())
                .key(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null)
                .code())
                .isEqualTo("NoSuchKey");
    }

    private String initiate() throws IOException {
        return request("POST").parameter("uploads", "").send().field("UploadId");
    }

    private String part(String uploadId, int number, byte[] body) throws IOException {
        return request("PUT").parameter("uploadId", uploadId)
                .parameter("partNumber", Integer.toString(number))
                .header("Content-MD5", md5(body))
                .body(body)
                .send()
                .header("ETag");
    }

    private static String md5(byte[] body) {
        return Base64.getEncoder().encodeToString(Md5Utils.computeMD5Hash(body));
    }

    /** Completes with pairs of part number and ETag and returns the error code, empty when granted. */
    private String complete(String uploadId, List<String> parts) throws IOException {
        var xml = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < parts.size(); i += 2) {
            xml.append("<Part><PartNumber>")
                    .append(parts.get(i))
                    .append("</PartNumber><ETag>")
                    .append(parts.get(i + 1))
                    .append("</ETag></Part>");
        }
        byte[] body = CosRequest.utf8(xml.append("</CompleteMultipartUpload>").toString());
        return request("POST").parameter("uploadId", uploadId).body(body).code();
    }

    private List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private CosRequest request(String method) {
        return CosRequest.of(emulator, method, session);
    }
}
