package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The largest job fits where it is stored and sent, and what is larger or deeper than any is refused. */
class StoreLimitsTest {
    private static final int PARTS = 10_000;
    private static final long PART = 5L << 30;
    private static final int UNASKED = 1_048_588;

    @Test
    void theLargestJobInAsManyPartsAsThereCanBeIsMoreThanABrokerTakesUnaskedAndFitsIntoTheChangelog() {
        String longest = "/" + "\u6F22".repeat(4_095);
        UploadJob job = UploadJob.builder("film", longest).coverFilePath(longest).mediaStoragePath(longest).extInfo(longest).build();
        byte[] task = StepCodec.write(new Task.Finish(new TaskId("film", 1, 1), job, 1, checkpoint(), true));
        assertThat(task.length).isBetween(UNASKED, LedgerTopology.RECORD_MAX_BYTES / 2);
        assertThat(LedgerTopology.jobStore().logConfig()).containsEntry("max.message.bytes",
                Integer.toString(LedgerTopology.RECORD_MAX_BYTES));
        assertThat(StepCodec.readTask(task)).isInstanceOf(Task.Finish.class);
    }

    @Test
    void aRecordThatIsDeeperOrLargerThanAnyIsRefused() {
        for (String json : List.of("[".repeat(33), "{\"v\":1,\"record\":" + "{\"job\":".repeat(40), "", "null", "{\"v\":1}")) {
            assertThatThrownBy(() -> StoreCodec.readRecord(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalStateException.class);
        }
        byte[] large = ("{\"v\":1,\"record\":\"" + "x".repeat(StoreCodec.MAX_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StoreCodec.readRecord(large)).isInstanceOf(IllegalStateException.class);
    }

    private static Checkpoint checkpoint() {
        List<UnitReceipt> receipts = IntStream.range(0, PARTS)
                .mapToObj(unit -> new UnitReceipt(unit, PART, "0123456789abcdef0123456789abcdef", "0123456789abcdef"))
                .toList();
        PlanSummary plan = new PlanSummary(
                "0".repeat(64), PARTS, PARTS * PART, PARTS * PART, PART, List.of(new PartedObject(1, PARTS * PART, PART, 0)),
                "1:1.000000000:1");
        Session session = new Session(
                "s", "b-1", "ap-x", "a/b.mp4", null, Map.of(), Instant.EPOCH, Instant.EPOCH, new SealedText("k", "A".repeat(2_000)));
        return new Checkpoint(plan, session, DoneUnits.of(receipts));
    }
}
