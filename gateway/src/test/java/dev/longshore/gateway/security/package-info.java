/** The gateway without Kafka. */
@NullMarked
package dev.longshore.gateway.security;

import org.jspecify.annotations.NullMarked;
