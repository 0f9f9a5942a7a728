package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Values that tests don't care about. */
final class Samples {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    static final Duration LEASE = LedgerPolicy.DEFAULT.lease();
    static final long UNIT_BYTES = 100;

    private Samples() {}

    static UploadJob job() {
        return UploadJob.of("clip", "/media/clip.mp4");
    }

    static UploadJob jobUntil(Instant deadline) {
        return UploadJob.builder("clip", "/media/clip.mp4").deadline(deadline.atOffset(ZoneOffset.UTC)).build();
    }

    /** A job with so many units in flight; four to a slice. */
    static UploadJob wideJob(int units) {
        return UploadJob.builder("film", "/media/film.mp4").concurrentUploadNumber(units).build();
    }

    static PlanSummary plan(int units) {
        return new PlanSummary("ab".repeat(32), units, units * UNIT_BYTES, units * UNIT_BYTES, UNIT_BYTES, List.of(), "fingerprint");
    }

    /** A session with a multipart upload. */
    static Session session(String id) {
        return session(id, Map.of(0, new MultipartUpload("media/" + id + ".mp4", "upload-of-" + id)));
    }

    /** The same session before its upload was initiated. */
    static Session announced(String id) {
        return session(id, Map.of(0, MultipartUpload.announced("media/" + id + ".mp4")));
    }

    /** A session whose objects all go up whole, so that there is nothing to abort. */
    static Session plainSession(String id) {
        return session(id, Map.of());
    }

    private static Session session(String id, Map<Integer, MultipartUpload> uploads) {
        SealedText sealed = new SealedText("key", "sealed");
        return new Session(
                id, "bucket-1", "ap-chongqing", "media/" + id + ".mp4", null, uploads, START.plus(Duration.ofDays(1)), START, sealed);
    }

    static Sent sent(String sessionId, int... units) {
        return new Sent(sessionId, receipts(units), units.length * UNIT_BYTES);
    }

    static List<UnitReceipt> receipts(int... units) {
        return Arrays.stream(units).mapToObj(unit -> new UnitReceipt(unit, UNIT_BYTES, "etag-" + unit, null)).toList();
    }

    static int[] units(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    static CommittedMedia media(String fileId) {
        return new CommittedMedia(fileId, "https://vod.example/" + fileId, null, "request-1", "995dc9bbdf1939fa");
    }

    static Failure failure(Failure.Remedy remedy) {
        ErrorCode code = switch (remedy) {
            case GIVE_UP -> ErrorCode.SOURCE_NOT_FOUND;
            case RETRY -> ErrorCode.CHECKSUM_MISMATCH;
            case WAIT_FOR_SERVICE -> ErrorCode.SERVICE_UNAVAILABLE;
            case NEW_SESSION -> ErrorCode.SESSION_EXPIRED;
        };
        return Failure.of(code, remedy, "it went wrong");
    }
}
