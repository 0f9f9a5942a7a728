/** What is known of every upload, read from Kafka, and who waits for news of which. */
@NullMarked
package dev.longshore.gateway.state;

import org.jspecify.annotations.NullMarked;
