package dev.longshore.job;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a job's fields that can be checked without the shared storage or the service.
 *
 * <p>The lengths of the contexts are VOD's (ApplyUpload, API 2018-07-17); the others bound what Longshore carries.
 */
public final class JobRules {
    public static final int MAX_JOB_ID = 128;
    public static final int MAX_PATH = 4096;
    public static final int MAX_SHORT_TEXT = 64;
    public static final int MAX_MEDIA_NAME = 1024;
    public static final int MAX_SOURCE_CONTEXT = 250;
    public static final int MAX_SESSION_CONTEXT = 1000;
    public static final int MAX_EXT_INFO = 4096;
    public static final int MAX_CONCURRENT_UPLOAD_NUMBER = 256;
    /** Bytes a second: with less a part of 8 MiB takes longer than two minutes. */
    public static final long MIN_BANDWIDTH_LIMIT = 64L << 10;

    /** Bytes a second. */
    public static final long MAX_BANDWIDTH_LIMIT = 1L << 40;

    public static final int MAX_YEAR = 9999;
    public static final int MAX_REASON = 250;

    /** How far ahead a job's {@code notBefore} may lie when it is published. */
    public static final Duration MAX_AHEAD = Duration.ofDays(30);

    private static final Pattern JOB_ID = Pattern.compile("[!-~]{1," + MAX_JOB_ID + "}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1," + MAX_SHORT_TEXT + "}");
    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_SHORT_TEXT + "}");
    private static final Pattern URL = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern NAMED_ROOT = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}:[^/].*", Pattern.DOTALL);

    private JobRules() {}

    /** What is wrong with the job; empty when nothing is. */
    public static List<Violation> check(UploadJob job) {
        List<Violation> found = new ArrayList<>();
        matches(found, "jobId", job.jobId(), JOB_ID, "must be 1 to " + MAX_JOB_ID + " visible ASCII characters");
        path(found, "mediaFilePath", job.mediaFilePath());
        path(found, "coverFilePath", job.coverFilePath());
        matches(found, "mediaType", job.mediaType(), TYPE, "must be a file type such as mp4: 1 to 16 letters or digits");
        matches(found, "coverType", job.coverType(), TYPE, "must be an image type such as jpg: 1 to 16 letters or digits");
        if (job.coverType() != null && job.coverFilePath() == null) {
            found.add(new Violation("coverType", "is of no use without coverFilePath"));
        }
        text(found, "mediaName", job.mediaName(), MAX_MEDIA_NAME);
        text(found, "procedure", job.procedure(), MAX_MEDIA_NAME);
        text(found, "sourceContext", job.sourceContext(), MAX_SOURCE_CONTEXT);
        text(found, "sessionContext", job.sessionContext(), MAX_SESSION_CONTEXT);
        text(found, "extInfo", job.extInfo(), MAX_EXT_INFO);
        text(found, "mediaStoragePath", job.mediaStoragePath(), MAX_PATH);
        matches(found, "storageRegion", job.storageRegion(), REGION, "must be a region such as ap-chongqing");
        matches(found, "region", job.region(), REGION, "must be a region such as ap-guangzhou");
        matches(found, "credentials", job.credentials(), PROFILE, "must be the name of a credential profile, never a secret");
        time(found, "expireTime", job.expireTime());
        range(found, "classId", job.classId(), -1, Long.MAX_VALUE);
        range(found, "subAppId", job.subAppId(), 0, Long.MAX_VALUE);
        Integer units = job.concurrentUploadNumber();
        range(found, "concurrentUploadNumber", units == null ? null : units.longValue(), 1, MAX_CONCURRENT_UPLOAD_NUMBER);
        range(found, "bandwidthLimit", job.bandwidthLimit(), MIN_BANDWIDTH_LIMIT, MAX_BANDWIDTH_LIMIT);
        time(found, "deadline", job.deadline());
        time(found, "notBefore", job.notBefore());
        if (job.deadline() != null && job.notBefore() != null && !job.notBefore().isBefore(job.deadline())) {
            found.add(new Violation("notBefore", "must lie before the deadline, " + job.deadline()));
        }
        return List.copyOf(found);
    }

    /** What is wrong with the request; empty when nothing is. */
    public static List<Violation> check(CancelRequest request) {
        List<Violation> found = new ArrayList<>();
        matches(found, "cancel", request.cancel(), JOB_ID, "must be a jobId: 1 to " + MAX_JOB_ID + " visible ASCII characters");
        text(found, "reason", request.reason(), MAX_REASON);
        return List.copyOf(found);
    }

    /** What is wrong with the job if it is published now; empty when nothing is. Time only mends it. */
    public static List<Violation> checkAhead(UploadJob job, Instant now) {
        OffsetDateTime begin = job.notBefore();
        if (begin == null || !begin.toInstant().isAfter(now.plus(MAX_AHEAD))) {
            return List.of();
        }
        return List.of(new Violation("notBefore", "must lie at most " + MAX_AHEAD.toDays() + " days ahead, but is " + begin));
    }

    /**
     * What was right when the job was published and is wrong now; empty when nothing is.
     *
     * <p>Kept apart from {@link #check}, which finds the same at any time: a job that has succeeded stays a known one after its media expired.
     */
    public static List<Violation> checkAt(UploadJob job, Instant now) {
        OffsetDateTime expiry = job.expireTime();
        if (expiry == null || expiry.toInstant().truncatedTo(ChronoUnit.SECONDS).isAfter(now)) {
            return List.of();
        }
        return List.of(new Violation("expireTime", "must lie in the future, but " + expiry + " has passed"));
    }

    private static void path(List<Violation> found, String field, @Nullable String value) {
        text(found, field, value, MAX_PATH);
        if (value == null || value.isEmpty()) {
            return;
        }
        if (URL.matcher(value).matches()) {
            found.add(new Violation(field, "must be a path on shared storage, not a URL"));
        } else if (!value.startsWith("/") && !NAMED_ROOT.matcher(value).matches()) {
            found.add(new Violation(field, "must be an absolute path or root:relative/path"));
        }
    }

    private static void text(List<Violation> found, String field, @Nullable String value, int most) {
        if (value == null) {
            return;
        }
        if (value.isEmpty()) {
            found.add(new Violation(field, "must not be empty; leave it out instead"));
        } else if (value.codePointCount(0, value.length()) > most) {
            found.add(new Violation(field, "must be at most " + most + " characters"));
        } else if (value.indexOf('\0') >= 0) {
            found.add(new Violation(field, "must not hold a NUL character"));
        } else if (value.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            found.add(new Violation(field, "must be whole Unicode characters, without unpaired surrogates"));
        }
    }

    /** Whatever else a date-time may hold, ISO 8601's common form can't say it; VOD is told the time in UTC. */
    private static void time(List<Violation> found, String field, @Nullable OffsetDateTime value) {
        if (value == null) {
            return;
        }
        int utc = value.withOffsetSameInstant(ZoneOffset.UTC).getYear();
        if (Math.min(utc, value.getYear()) < 0 || Math.max(utc, value.getYear()) > MAX_YEAR) {
            found.add(new Violation(field, "must lie in the years 0 to " + MAX_YEAR + ", in UTC as well"));
        } else if (value.getOffset().getTotalSeconds() % 60 != 0) {
            found.add(new Violation(field, "must have an offset of whole minutes"));
        }
    }

    private static void matches(List<Violation> found, String field, @Nullable String value, Pattern pattern, String problem) {
        if (value != null && !pattern.matcher(value).matches()) {
            found.add(new Violation(field, problem));
        }
    }

    private static void range(List<Violation> found, String field, @Nullable Long value, long least, long most) {
        if (value != null && (value < least || value > most)) {
            found.add(new Violation(field, "must be " + least + " to " + most));
        }
    }
}
