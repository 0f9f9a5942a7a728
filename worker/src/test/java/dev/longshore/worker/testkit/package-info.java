/**
 * The ports in memory, for tests: they keep what they are given, refuse what the real ones refuse, and can be told to fail before or after a call
 * took effect.
 */
@NullMarked
package dev.longshore.worker.testkit;

import org.jspecify.annotations.NullMarked;
