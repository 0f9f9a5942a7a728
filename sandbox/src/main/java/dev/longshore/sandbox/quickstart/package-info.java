/** The first five minutes: a fleet, some real media, progress, proof, and nothing left running. */
@NullMarked
package dev.longshore.sandbox.quickstart;

import org.jspecify.annotations.NullMarked;
