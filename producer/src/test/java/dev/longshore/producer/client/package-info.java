/** The client against Kafka's own mock clients; the real broker's tests live in the sandbox. */
@NullMarked
package dev.longshore.producer.client;

import org.jspecify.annotations.NullMarked;
