/** The pages that describe the gateway. */
@NullMarked
package dev.longshore.gateway.docs;

import org.jspecify.annotations.NullMarked;
