/** The contract's own tests: codecs against schemas, in both directions. */
@NullMarked
package dev.longshore.wire;

import org.jspecify.annotations.NullMarked;
