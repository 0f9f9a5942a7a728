/** The gateway without Kafka. */
@NullMarked
package dev.longshore.gateway;

import org.jspecify.annotations.NullMarked;
