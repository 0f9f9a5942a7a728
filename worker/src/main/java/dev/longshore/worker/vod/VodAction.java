package dev.longshore.worker.vod;

/** The calls of the VOD API that Longshore makes. */
public enum VodAction {
    APPLY_UPLOAD("ApplyUpload", "apply-upload"),
    COMMIT_UPLOAD("CommitUpload", "commit-upload"),
    SEARCH_MEDIA("SearchMedia", "search-media"),
    PARSE_STREAMING_MANIFEST("ParseStreamingManifest", "parse-streaming-manifest");

    private final String api;
    private final String property;

    VodAction(String api, String property) {
        this.api = api;
        this.property = property;
    }

    /** Its name in the API, in logs and in metrics. */
    public String api() {
        return api;
    }

    /** Its name in the configuration. */
    public String property() {
        return property;
    }
}
