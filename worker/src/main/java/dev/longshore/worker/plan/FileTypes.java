package dev.longshore.worker.plan;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types that VOD wants to know: the job's own word, else the file's extension. */
public final class FileTypes {
    private static final Pattern EXTENSION = Pattern.compile(".+\\.([A-Za-z0-9]{1,16})", Pattern.DOTALL);

    private FileTypes() {}

    /**
     * @param mediaFile the media file's name without its folders
     * @param coverFile the cover's, if there is a cover
     * @throws StepException {@code Source.TypeUnknown}, with the job's field
     */
    public static MediaTypes of(UploadJob job, String mediaFile, @Nullable String coverFile) throws StepException {
        String media = type(job.mediaType(), mediaFile, "mediaType");
        String cover = coverFile == null ? null : type(job.coverType(), coverFile, "coverType");
        String mediaName = job.mediaName();
        return new MediaTypes(media, cover, mediaName != null ? mediaName : mediaFile);
    }

    /** What the media is if it is a manifest, whose files go up with it. */
    public static Optional<ManifestType> manifest(MediaTypes types) {
        return ManifestType.of(types.media());
    }

    private static String type(@Nullable String given, String file, String field) throws StepException {
        Optional<String> type = Optional.ofNullable(given).or(() -> extension(file));
        if (type.isEmpty()) {
            throw new StepException(
                    Failure.ofField(ErrorCode.SOURCE_TYPE_UNKNOWN, field,
                            "the job gives no " + field + " and " + file + " has no extension"));
        }
        return type.get().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> extension(String file) {
        Matcher matcher = EXTENSION.matcher(file);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
