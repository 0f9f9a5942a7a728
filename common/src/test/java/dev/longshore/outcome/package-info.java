/** The published sets of codes. */
@NullMarked
package dev.longshore.outcome;

import org.jspecify.annotations.NullMarked;
