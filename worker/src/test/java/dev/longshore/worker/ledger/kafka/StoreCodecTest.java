package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.ledger.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What earlier versions have stored stays readable. */
class StoreCodecTest {
    @Test
    void aRecordFromBeforeJobsCouldBeCancelledIsRead() {
        String stored =
                """
                {"v":1,"record":{"job":{"jobId":"clip","mediaFilePath":"/media/clip.mp4"},"origin":{"submittedAt":"2026-01-05T08:00:00Z",
                "headers":{}},"phase":"UPLOADING","run":1,"issues":1,"tries":{"attempt":1,"waits":0,"losses":0,"lostAt":null},"upload":null,
                "inFlight":[{"id":{"jobId":"clip","run":1,"issue":1},"kind":"FIRST_SLICE","range":null,"session":null,"reissues":0,
                "issuedAt":"2026-01-05T08:00:00Z","worker":"w","heardAt":"2026-01-05T08:00:01Z","probedAt":null,"bytesSent":0,"bytesDone":0}],
                "bytesSent":0,"duplicates":2,"moments":{"admittedAt":"2026-01-05T08:00:00Z","startedAt":"2026-01-05T08:00:01Z",
                "closingAt":null,"endedAt":null},"retryAt":null,"failure":null,"wakeAt":"2026-01-05T08:00:11Z","result":null,"error":null}}""";

        JobRecord record = StoreCodec.readRecord(stored.getBytes(StandardCharsets.UTF_8)).checked();

        assertThat(record.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(record.duplicates()).isEqualTo(2);
        assertThat(record.cancels()).isZero();
        assertThat(record.stop()).isNull();
        assertThat(record.moments().commitOpenUntil()).isNull();
        assertThat(StoreCodec.readRecord(StoreCodec.write(record))).isEqualTo(record);
    }

    @Test
    void anAdmittedJobIsReadAsItWasAlwaysWritten() {
        String stored = """
                {"job":{"jobId":"clip","mediaFilePath":"/media/clip.mp4"},"origin":{"submittedAt":"2026-01-05T08:00:00Z","headers":{}}}""";
        AdmittedJob admitted = StoreCodec.readAdmitted(stored.getBytes(StandardCharsets.UTF_8));

        Origin origin = new Origin(Instant.parse("2026-01-05T08:00:00Z"), Map.of());
        assertThat(admitted.message()).isEqualTo(new Message.Submit(UploadJob.of("clip", "/media/clip.mp4"), origin));
        assertThat(new String(StoreCodec.write(admitted), StandardCharsets.UTF_8)).isEqualTo(stored);
    }
}
