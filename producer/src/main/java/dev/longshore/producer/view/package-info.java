/**
 * What a person sees: progress while jobs run and a table of how they ended.
 *
 * <p>Text that strangers wrote is stripped of control characters before it reaches a terminal. Time and terminal are given, never looked up.
 */
@NullMarked
package dev.longshore.producer.view;

import org.jspecify.annotations.NullMarked;
