/** What can be configured. */
@NullMarked
package dev.longshore.gateway.properties;

import org.jspecify.annotations.NullMarked;
