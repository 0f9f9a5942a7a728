/**
 * How the public contract travels: topic names, the JSON codec and the JSON Schema files that describe the same documents.
 *
 * <p>Reading a job is strict (an unknown or repeated field, a wrong type or trailing text is refused and named); reading an outcome is tolerant.
 */
@NullMarked
package dev.longshore.wire;

import org.jspecify.annotations.NullMarked;
