package dev.longshore.worker.vod;

import org.jspecify.annotations.Nullable;

/**
 * VOD's types of a job's files.
 *
 * @param media such as {@code mp4}
 * @param cover such as {@code jpg}; absent without a cover
 * @param mediaName the name shown in VOD: the job's, or the file's
 */
public record MediaTypes(String media, @Nullable String cover, String mediaName) {}
