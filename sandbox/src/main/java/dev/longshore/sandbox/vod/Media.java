package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.ObjectKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A media in the library.
 *
 * @param crc64 of the media file at its commit; null when the emulator runs without checksums
 */
public record Media(
        UploadSession session, String mediaUrl, @Nullable String coverUrl, long size, @Nullable Long crc64, Instant createdAt) {

    private static final String FOR_EVER = "9999-12-31T23:59:59Z";

    public String fileId() {
        return session.fileId();
    }

    /** The name given, or the file name of its path. */
    public String name() {
        String path = session.place().mediaPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        return Objects.requireNonNullElse(session.application().mediaName(), file);
    }

    public ObjectKey object() {
        return session.place().media();
    }

    public @Nullable ObjectKey cover() {
        return session.place().cover();
    }

    Map<String, Object> info() {
        var info = new LinkedHashMap<String, Object>();
        info.put("FileId", fileId());
        info.put("BasicInfo", basicInfo());
        return info;
    }

    private Map<String, @Nullable Object> basicInfo() {
        UploadApplication application = session.application();
        var source = new LinkedHashMap<String, @Nullable Object>();
        source.put("SourceType", "Upload");
        source.put("SourceContext", Objects.requireNonNullElse(application.sourceContext(), ""));
        source.put("TrtcRecordInfo", null);
        var basic = new LinkedHashMap<String, @Nullable Object>();
        basic.put("Name", name());
        basic.put("Description", "");
        basic.put("CreateTime", Iso.text(createdAt));
        basic.put("UpdateTime", Iso.text(createdAt));
        basic.put("ExpireTime", Objects.requireNonNullElse(application.expireTime(), FOR_EVER));
        basic.put("ClassId", application.classId());
        basic.put("ClassName", application.classId() == 0 ? "Other" : "class " + application.classId());
        basic.put("ClassPath", application.classId() == 0 ? "Other" : "class " + application.classId());
        basic.put("CoverUrl", Objects.requireNonNullElse(coverUrl, ""));
        basic.put("Type", application.mediaType());
        basic.put("MediaUrl", mediaUrl);
        basic.put("SourceInfo", source);
        basic.put("StorageRegion", session.place().region());
        basic.put("TagSet", List.of());
        basic.put("Vid", "");
        basic.put("Category", MediaTypes.category(application.mediaType()));
        basic.put("Status", "Normal");
        basic.put("StorageClass", "STANDARD");
        return basic;
    }
}
