/** Who may call: bearer tokens from the configuration, and those of an OpenID provider where one is named. */
@NullMarked
package dev.longshore.gateway.security;

import org.jspecify.annotations.NullMarked;
