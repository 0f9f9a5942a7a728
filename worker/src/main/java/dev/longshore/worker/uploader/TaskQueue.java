package dev.longshore.worker.uploader;

import java.time.Duration;

/**
 * A queue of tasks as a consumer reads it.
 *
 * @param group the share group or consumer group
 * @param topic the group's only topic
 * @param maxPollRecords the most tasks that are taken at once, at least 1
 * @param fetchMaxWait how long a broker holds a fetch that finds nothing; a task may wait as long, since a fetch can sleep through its commit
 */
public record TaskQueue(String group, String topic, int maxPollRecords, Duration fetchMaxWait) {}
