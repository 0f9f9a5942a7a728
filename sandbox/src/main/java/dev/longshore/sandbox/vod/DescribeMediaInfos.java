package dev.longshore.sandbox.vod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks media up by file id; only the basic information is there. */
final class DescribeMediaInfos implements VodAction {

    static final int MAX_FILE_IDS = 20;

    private final VodAccount account;
    private final MediaLibrary library;

    DescribeMediaInfos(VodAccount account, MediaLibrary library) {
        this.account = account;
        this.library = library;
    }

    @Override
    public Set<String> fields() {
        return Set.of("FileIds", "SubAppId", "Filters");
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        List<String> fileIds = request.texts("FileIds");
        if (fileIds.isEmpty()) {
            throw VodException.badValue("FileIds", "must name a file");
        }
        if (fileIds.size() > MAX_FILE_IDS) {
            throw VodException.badValue("FileIds", "has more than " + MAX_FILE_IDS + " elements");
        }
        long subAppId = request.number("SubAppId", 0);
        if (!account.hasSubApp(subAppId)) {
            throw VodException.badValue("SubAppId", "is not an application of this account");
        }
        var found = new ArrayList<Map<String, Object>>();
        var missing = new ArrayList<String>();
        for (String fileId : fileIds) {
            Media media = library.find(fileId);
            if (media != null && media.session().application().subAppId() == subAppId) {
                found.add(media.info());
            } else {
                missing.add(fileId);
            }
        }
        return Map.of("MediaInfoSet", found, "NotExistFileIdSet", missing);
    }
}
