/** The client library against a real broker. */
@NullMarked
package dev.longshore.sandbox.client;

import org.jspecify.annotations.NullMarked;
