package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.model.AbortMultipartUploadRequest;
import com.qcloud.cos.model.CompleteMultipartUploadRequest;
import com.qcloud.cos.model.InitiateMultipartUploadRequest;
import com.qcloud.cos.model.ListMultipartUploadsRequest;
import com.qcloud.cos.model.ListPartsRequest;
import com.qcloud.cos.model.ObjectMetadata;
import com.qcloud.cos.model.PartETag;
import com.qcloud.cos.model.PartListing;
import com.qcloud.cos.model.PartSummary;
import com.qcloud.cos.model.UploadPartRequest;
import com.qcloud.cos.model.UploadPartResult;
import com.qcloud.cos.utils.CRC64;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadResponse;
import dev.longshore.sandbox.cos.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadWithRealClientsTest {

    private static final int PART = 1 << 20;

    @TempDir
    Path directory;

    private Emulator emulator;
    private EmulatorClient inspection;
    private RealClients clients;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(
                EmulatorSettings.defaults().onFreePorts().withStore(StoreSettings.onDisk(directory)));
        inspection = new EmulatorClient(emulator.inspectionUri());
        clients = new RealClients(emulator);
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        inspection.close();
        emulator.close();
        assertThat(directory).as("what closing leaves behind").isEmptyDirectory();
    }

    @Test
    void a_small_file_becomes_a_media_with_the_same_bytes() throws Exception {
        byte[] file = bytes(300_000);
        ApplyUploadResponse session = clients.apply(request -> {
            request.setMediaName("holiday");
            request.setSourceContext("job-1");
        });
        String etag = put(session, session.getMediaStoragePath(), file);
        CommitUploadResponse media = clients.commit(session);

        assertThat(session.getCoverStoragePath()).isNull();
        assertThat(etag).hasSize(32);
        assertThat(media.getMediaUrl()).endsWith(session.getMediaStoragePath());
        MediaView view = inspection.media(media.getFileId()).orElseThrow();
        assertThat(view.size()).isEqualTo(file.length);
        assertThat(view.crc64()).isEqualTo(crc(file));
        assertThat(view.name()).isEqualTo("holiday");
        assertThat(view.sourceContext()).isEqualTo("job-1");
        assertThat(content(media)).isEqualTo(file);
    }

    @Test
    void a_cover_is_stored_beside_its_media() throws Exception {
        byte[] cover = bytes(20_000);
        ApplyUploadResponse session = clients.apply(request -> request.setCoverType("jpg"));
        put(session, session.getMediaStoragePath(), bytes(50_000));
        put(session, session.getCoverStoragePath(), cover);
        CommitUploadResponse media = clients.commit(session);

        assertThat(media.getCoverUrl()).endsWith(session.getCoverStoragePath());
        try (InputStream stored = inspection.cover(media.getFileId())) {
            assertThat(stored.readAllBytes()).isEqualTo(cover);
        }
    }

    @Test
    void parts_sent_in_any_order_make_the_file_they_were_cut_from() throws Exception {
        byte[] file = bytes(5 * PART + 12_345);
        ApplyUploadResponse session = clients.apply(request -> {});
        COSClient cos = clients.cos(session);
        String uploadId = initiate(cos, session);
        var etags = new ArrayList<PartETag>();
        for (int number : new int[] {6, 2, 1, 5, 3, 4}) {
            etags.add(uploadPart(cos, session, uploadId, number, file).getPartETag());
        }
        etags.sort((a, b) -> Integer.compare(a.getPartNumber(), b.getPartNumber()));
        var completed = cos.completeMultipartUpload(new CompleteMultipartUploadRequest(
                session.getStorageBucket(), session.getMediaStoragePath(), uploadId, etags));
        CommitUploadResponse media = clients.commit(session);

        assertThat(completed.getCrc64Ecma()).isEqualTo(crc(file));
        assertThat(completed.getETag()).endsWith("-6");
        assertThat(content(media)).isEqualTo(file);
        assertThat(inspection.uploads()).isEmpty();
    }

    @Test
    void the_parts_and_the_open_upload_can_be_listed_page_by_page() throws Exception {
        byte[] file = bytes(4 * PART);
        ApplyUploadResponse session = clients.apply(request -> {});
        COSClient cos = clients.cos(session);
        String uploadId = initiate(cos, session);
        for (int number = 1; number <= 4; number++) {
            uploadPart(cos, session, uploadId, number, file);
        }
        var request = new ListPartsRequest(session.getStorageBucket(), session.getMediaStoragePath(), uploadId);
        request.setMaxParts(3);
        PartListing first = cos.listParts(request);
        request.setPartNumberMarker(first.getNextPartNumberMarker());
        PartListing second = cos.listParts(request);
        var uploads = new ListMultipartUploadsRequest(session.getStorageBucket());
        uploads.setPrefix(session.getMediaStoragePath().substring(1));
        var open = cos.listMultipartUploads(uploads).getMultipartUploads();

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.getParts()).extracting(PartSummary::getPartNumber).containsExactly(1, 2, 3);
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.getParts()).extracting(PartSummary::getSize).containsExactly((long) PART);
        assertThat(open).singleElement().satisfies(upload -> {
            assertThat(upload.getUploadId()).isEqualTo(uploadId);
            assertThat("/" + upload.getKey()).isEqualTo(session.getMediaStoragePath());
        });
    }

    @Test
    void an_aborted_upload_leaves_nothing() throws Exception {
        ApplyUploadResponse session = clients.apply(request -> {});
        COSClient cos = clients.cos(session);
        String uploadId = initiate(cos, session);
        uploadPart(cos, session, uploadId, 1, bytes(PART));
        assertThat(inspection.uploads()).singleElement().extracting(UploadView::bytes).isEqualTo((long) PART);

        cos.abortMultipartUpload(new AbortMultipartUploadRequest(
                session.getStorageBucket(), session.getMediaStoragePath(), uploadId));

        assertThat(inspection.uploads()).isEmpty();
        assertThat(directory).isDirectoryNotContaining("regex:.*/run-.*/.+");
    }

    @Test
    void a_stored_object_shows_its_size_and_sums() throws Exception {
        byte[] file = bytes(100_000);
        ApplyUploadResponse session = clients.apply(request -> {});
        put(session, session.getMediaStoragePath(), file);

        ObjectMetadata head =
                clients.cos(session).getObjectMetadata(session.getStorageBucket(), session.getMediaStoragePath());
        ObjectMetadata headOfAccount = clients.cosOfAccount(session.getStorageRegion())
                .getObjectMetadata(session.getStorageBucket(), session.getMediaStoragePath());

        assertThat(head.getContentLength()).isEqualTo(file.length);
        assertThat(head.getCrc64Ecma()).isEqualTo(crc(file));
        assertThat(headOfAccount.getETag()).isEqualTo(head.getETag());
    }

    @Test
    void a_chosen_path_with_any_characters_is_signed_and_stored() throws Exception {
        byte[] file = bytes(1_000);
        String path = "/集 1/a b+c%20d&e=f'(g).mp4";
        ApplyUploadResponse session = clients.apply(request -> RealClients.set(request, "MediaStoragePath", path));
        put(session, path, file);
        CommitUploadResponse media = clients.commit(session);

        assertThat(session.getMediaStoragePath()).isEqualTo(path);
        assertThat(content(media)).isEqualTo(file);
    }

    @Test
    void either_port_serves_as_an_http_proxy() throws Exception {
        byte[] file = bytes(10_000);
        ApplyUploadResponse session = clients.apply(request -> {});
        for (int port : List.of(emulator.vodPort(), emulator.cosPort())) {
            clients.cosThroughProxy(session, port)
                    .putObject(session.getStorageBucket(), session.getMediaStoragePath(), new ByteArrayInputStream(file),
                            metadata(file));
        }
        assertThat(content(clients.commit(session))).isEqualTo(file);
    }

    private String put(ApplyUploadResponse session, String path, byte[] file) {
        return clients.cos(session)
                .putObject(session.getStorageBucket(), path, new ByteArrayInputStream(file), metadata(file))
                .getETag();
    }

    private static ObjectMetadata metadata(byte[] file) {
        var metadata = new ObjectMetadata();
        metadata.setContentLength(file.length);
        return metadata;
    }

    private static String initiate(COSClient cos, ApplyUploadResponse session) {
        return cos.initiateMultipartUpload(
                new InitiateMultipartUploadRequest(session.getStorageBucket(), session.getMediaStoragePath()))
                .getUploadId();
    }

    private static UploadPartResult uploadPart(
            COSClient cos, ApplyUploadResponse session, String uploadId, int number, byte[] file) {
        byte[] part = Arrays.copyOfRange(file, (number - 1) * PART, Math.min(file.length, number * PART));
        var request = new UploadPartRequest();
        request.setBucketName(session.getStorageBucket());
        request.setKey(session.getMediaStoragePath());
        request.setUploadId(uploadId);
        request.setPartNumber(number);
        request.setPartSize(part.length);
        request.setInputStream(new ByteArrayInputStream(part));
        return cos.uploadPart(request);
    }

    private byte[] content(CommitUploadResponse media) throws Exception {
        try (InputStream stored = inspection.content(media.getFileId())) {
            return stored.readAllBytes();
        }
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Computed by the client library, so that the emulator's own implementation is checked too. */
    private static String crc(byte[] bytes) {
        var crc = new CRC64();
        crc.update(bytes, bytes.length);
        return Long.toUnsignedString(crc.getValue());
    }
}
