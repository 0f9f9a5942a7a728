/** The gateway without Kafka. */
@NullMarked
package dev.longshore.gateway.publish;

import org.jspecify.annotations.NullMarked;
