/** The gateway without Kafka. */
@NullMarked
package dev.longshore.gateway.web;

import org.jspecify.annotations.NullMarked;
