/**
 * What a worker needs of its Kafka before it begins: brokers that have the groups it works with, topics with usable settings, group settings.
 *
 * <p>Everything here is idempotent and may run in many workers at once. Whatever can't be put right is refused with a message that says what to do.
 */
@NullMarked
package dev.longshore.worker.broker;

import org.jspecify.annotations.NullMarked;
