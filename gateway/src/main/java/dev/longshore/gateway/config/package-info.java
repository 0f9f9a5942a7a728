/** The gateway's beans. */
@NullMarked
package dev.longshore.gateway.config;

import org.jspecify.annotations.NullMarked;
