/** The HTTP API, version 1. Every error is a problem document (RFC 9457) that names the field at fault where one is. */
@NullMarked
package dev.longshore.gateway.web;

import org.jspecify.annotations.NullMarked;
