package dev.longshore.worker.uploader;

/**
 * A queue of tasks as a consumer reads it.
 *
 * @param group the share group or consumer group
 * @param topic the group's only topic
 * @param maxPollRecords the most tasks that are taken at once, at least 1
 */
public record TaskQueue(String group, String topic, int maxPollRecords) {}
