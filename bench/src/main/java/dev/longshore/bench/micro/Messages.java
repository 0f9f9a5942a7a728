package dev.longshore.bench.micro;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Messages of the size that real jobs have. */
final class Messages {
    static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    static final String WORKER = "worker-1";
    /** A sealed session key with its certificate takes about so many characters of base64. */
    private static final int SEALED = 900;

    private Messages() {}

    static UploadJob job() {
        return UploadJob.builder("film-0001", "/mnt/media/2026/film-0001.mp4")
                .mediaName("Harbour at dawn")
                .procedure("SimpleAES")
                .sourceContext("{\"film\":1}")
                .build();
    }

    static PlanSummary plan(int units) {
        return new PlanSummary("ab".repeat(32), units, units * (8L << 20), units * (8L << 20), 8 << 20, List.of(), "1048576-1767600000-77");
    }

    static Session session(boolean multipart) {
        Map<Integer, MultipartUpload> uploads =
                multipart ? Map.of(0, new MultipartUpload("a1b2c3/media.mp4", "1767600000f00ba7f00ba7f00ba7")) : Map.of();
        return new Session(
                "s-1767600000-1", "a1b2c3vod-1250000000", "ap-chongqing", "a1b2c3/media.mp4", null, uploads, NOW.plus(Duration.ofHours(2)),
                NOW,
                new SealedText("2026-01", "x".repeat(SEALED)));
    }

    static Sent sent(int from, int to) {
        List<UnitReceipt> receipts = IntStream.range(from, to)
                .mapToObj(unit -> new UnitReceipt(unit, 8 << 20, "0123456789abcdef0123456789abcdef", "995dc9bbdf1939fa"))
                .toList();
        return new Sent("s-1767600000-1", receipts, (to - from) * (8L << 20));
    }

    static Report.Done smallDone(TaskId task) {
        return new Report.Done(task, WORKER, sent(0, 1), new Report.Prepared(task, WORKER, plan(1), session(false)));
    }
}
