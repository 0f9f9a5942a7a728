/** The gateway without Kafka. */
@NullMarked
package dev.longshore.gateway.state;

import org.jspecify.annotations.NullMarked;
