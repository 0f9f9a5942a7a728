package dev.longshore.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoneUnitsTest {
    private static final UnitReceipt PART = new UnitReceipt(3, 100, "etag", "0123456789abcdef");

    @Test
    void aBareReceiptCountsLikeAnyOther() {
        DoneUnits done = DoneUnits.of(List.of(PART, UnitReceipt.bare(5, 7), UnitReceipt.bare(6, 8)));
        assertThat(done.count()).isEqualTo(3);
        assertThat(done.bytes()).isEqualTo(115);
        assertThat(done.has(5)).isTrue();
        assertThat(done.has(4)).isFalse();
        assertThat(done.countIn(new UnitRange(3, 6))).isEqualTo(2);
        assertThat(done.receipt(5)).isNull();
        assertThat(done.receipt(3)).isEqualTo(PART);
        assertThat(done.receipts()).containsExactly(PART);
    }

    @Test
    void aRepeatedReceiptAddsNothing() {
        DoneUnits done = DoneUnits.of(List.of(PART, UnitReceipt.bare(5, 7)));
        assertThat(done.plus(List.of(UnitReceipt.bare(5, 7), PART))).isEqualTo(done);
        assertThat(done.plus(List.of(UnitReceipt.bare(3, 100), new UnitReceipt(5, 7, "etag", null)))).isEqualTo(done);
        assertThat(DoneUnits.of(List.of(UnitReceipt.bare(5, 7), UnitReceipt.bare(5, 7))).bytes()).isEqualTo(7);
    }

    @Test
    void whatWasThereBeforeIsLeftAlone() {
        DoneUnits before = DoneUnits.of(List.of(UnitReceipt.bare(1, 1)));
        before.plus(List.of(UnitReceipt.bare(2, 1), PART));
        assertThat(before.count()).isEqualTo(1);
    }

    @Test
    void travelsInTasksAndIsTheSameAtTheOtherEnd() {
        for (DoneUnits done : List.of(
                DoneUnits.NONE, DoneUnits.of(List.of(PART)),
                DoneUnits.of(List.of(PART, UnitReceipt.bare(0, 9), UnitReceipt.bare(64, 9))))) {
            Task.Finish finish = finish(done);
            assertThat(StepCodec.readTask(StepCodec.write(finish))).isEqualTo(finish);
        }
    }

    @Test
    void aTaskOfABundleOf20000FilesIsSmallWhicheverOfThemAreDone() {
        List<Integer> units = new ArrayList<>(IntStream.range(0, 20_000).boxed().toList());
        Collections.shuffle(units, new Random(1));
        DoneUnits done = DoneUnits.of(units.subList(0, 10_000).stream().map(unit -> UnitReceipt.bare(unit, 1 << 20)).toList());
        byte[] message = StepCodec.write(finish(done));
        assertThat(message.length).isLessThan(5_000);
        assertThat(StepCodec.readTask(message)).isEqualTo(finish(done));
    }

    private static Task.Finish finish(DoneUnits done) {
        Instant at = Instant.parse("2026-01-05T08:00:00Z");
        Session session = new Session(
                "session", "bucket-1", "ap-chongqing", "1/film.m3u8", null, Map.of(0, new MultipartUpload("1/film.m3u8", "upload")), at, at,
                new SealedText("key", "sealed"));
        PlanSummary plan = new PlanSummary("ab", 20_000, 1, 1, 1, List.of(new PartedObject(0, 100, 50, 3)), "fingerprint");
        UploadJob job = UploadJob.of("film", "/media/film.m3u8");
        return new Task.Finish(new TaskId("film", 1, 1), job, 1, new Checkpoint(plan, session, done), true);
    }
}
