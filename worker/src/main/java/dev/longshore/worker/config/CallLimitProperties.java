package dev.longshore.worker.config;

import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.VodAction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls a second that VOD takes from an account at most, those of all workers together; each credential profile counts as an account. The same in all
 * workers. The defaults are what VOD documents.
 *
 * @param applyUpload calls of ApplyUpload a second, of all workers together; 0: Longshore sets no limit
 * @param commitUpload calls of CommitUpload a second, of all workers together; 0: Longshore sets no limit
 * @param searchMedia calls of SearchMedia a second, of all workers together; 0: Longshore sets no limit
 * @param parseStreamingManifest calls of ParseStreamingManifest a second, of all workers together; 0: Longshore sets no limit
 */
public record CallLimitProperties(
        @DefaultValue("100") @Min(value = 0, message = LIMIT) @Max(value = 100_000, message = LIMIT) int applyUpload,
        @DefaultValue("100") @Min(value = 0, message = LIMIT) @Max(value = 100_000, message = LIMIT) int commitUpload,
        @DefaultValue("100") @Min(value = 0, message = LIMIT) @Max(value = 100_000, message = LIMIT) int searchMedia,
        @DefaultValue("20") @Min(value = 0, message = LIMIT) @Max(value = 100_000, message = LIMIT) int parseStreamingManifest) {
    private static final String LIMIT = "must be the account's calls a second, 1 to 100000, or 0 for no limit";

    CallLimits toLimits() {
        return CallLimits.DOCUMENTED
                .with(VodAction.APPLY_UPLOAD, applyUpload)
                .with(VodAction.COMMIT_UPLOAD, commitUpload)
                .with(VodAction.SEARCH_MEDIA, searchMedia)
                .with(VodAction.PARSE_STREAMING_MANIFEST, parseStreamingManifest);
    }
}
