package dev.longshore.sandbox.independent;

import org.jspecify.annotations.Nullable;

/** What a client process printed: a media, or why there is none. */
record UploadOutcome(
        @Nullable String fileId, @Nullable String mediaUrl, @Nullable String coverUrl, @Nullable String error) {}
