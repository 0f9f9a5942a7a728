package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.vod.v20180717.models.MediaBasicInfo;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaResponse;
import com.tencentcloudapi.vod.v20180717.models.SortBy;
import com.tencentcloudapi.vod.v20180717.models.TimeRange;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a media by its storage path.
 *
 * <p>VOD can't be asked for a path, so the media made since the session was opened are read, newest first, and their URLs compared. Its index may
 * lag behind a commit by an undocumented time: nothing found means "not visible yet" for that long.
 */
final class MediaSearch {
    /** How far the worker's clock may be ahead of VOD's; as much as a signed call tolerates. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final long PAGE = 100;
    /** VOD serves no results beyond this. */
    private static final long MOST_RESULTS = 5_000;

    private final VodCalls calls;

    MediaSearch(VodCalls calls) {
        this.calls = calls;
    }

    /** @throws StepException {@code Integrity.CommitUnresolved} if more media were made since than VOD lets be searched */
    Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException, VodCallException {
        String since = openedAt.minus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS).toString();
        for (long offset = 0; offset < MOST_RESULTS; offset += PAGE) {
            SearchMediaRequest request = request(job, since, offset);
            SearchMediaResponse page = calls.call("SearchMedia", job, client -> client.SearchMedia(request));
            MediaInfo[] media = Objects.requireNonNullElse(page.getMediaInfoSet(), new MediaInfo[0]);
            Optional<CommittedMedia> found = match(job, mediaPath, page, media);
            if (found.isPresent() || media.length < PAGE) {
                return found;
            }
        }
        throw new StepException(Failure.of(
                ErrorCode.COMMIT_UNRESOLVED,
                Failure.Remedy.RETRY,
                "more than " + MOST_RESULTS + " media were made since " + since + ", so it can't be told whether " + mediaPath
                        + " is among them"));
    }

    private static SearchMediaRequest request(UploadJob job, String since, long offset) {
        TimeRange created = new TimeRange();
        created.setAfter(since);
        SortBy newestFirst = new SortBy();
        newestFirst.setField("CreateTime");
        newestFirst.setOrder("Desc");
        SearchMediaRequest request = new SearchMediaRequest();
        request.setSubAppId(job.subAppId());
        request.setCreateTime(created);
        request.setSort(newestFirst);
        request.setOffset(offset);
        request.setLimit(PAGE);
        request.setFilters(new String[] {"basicInfo"});
        return request;
    }

    private static Optional<CommittedMedia> match(UploadJob job, String mediaPath, SearchMediaResponse page, MediaInfo[] media) {
        // A path that the job chose may end another job's path; one that VOD made is unique.
        boolean unique = job.mediaStoragePath() == null;
        return Arrays.stream(media)
                .filter(info -> info != null && info.getFileId() != null && info.getBasicInfo() != null)
                .filter(info -> isAt(mediaPath, info.getBasicInfo().getMediaUrl(), unique))
                .findFirst()
                .map(info -> committed(info, page.getRequestId()));
    }

    private static CommittedMedia committed(MediaInfo info, @Nullable String requestId) {
        MediaBasicInfo basic = info.getBasicInfo();
        return new CommittedMedia(
                info.getFileId(), basic.getMediaUrl(), basic.getCoverUrl(), Objects.requireNonNullElse(requestId, ""), null);
    }

    static boolean isAt(String mediaPath, @Nullable String mediaUrl, boolean unique) {
        if (mediaUrl == null) {
            return false;
        }
        String wanted = "/" + mediaPath;
        return paths(mediaUrl).anyMatch(path -> path.equals(wanted) || (unique && path.endsWith(wanted)));
    }

    private static Stream<String> paths(String url) {
        try {
            URI uri = new URI(url);
            return Stream.of(uri.getPath(), uri.getRawPath()).filter(Objects::nonNull);
        } catch (URISyntaxException e) {
            int host = url.indexOf("//") + 2;
            int path = url.indexOf('/', host);
            return path < 0 ? Stream.empty() : Stream.of(url.substring(path));
        }
    }
}
