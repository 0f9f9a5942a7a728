package dev.longshore.sandbox.vod;

import org.jspecify.annotations.Nullable;

/** What an ApplyUpload asked for, as received. */
public record UploadApplication(
        String mediaType,
        long subAppId,
        @Nullable String mediaName,
        @Nullable String coverType,
        @Nullable String procedure,
        @Nullable String expireTime,
        @Nullable String storageRegion,
        long classId,
        @Nullable String sourceContext,
        @Nullable String sessionContext,
        @Nullable String extInfo,
        @Nullable String mediaStoragePath) {}
