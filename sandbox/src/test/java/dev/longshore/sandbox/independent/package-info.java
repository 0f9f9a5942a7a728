/**
 * The emulator under upload clients that this project didn't write and doesn't use: unmodified, with the dependencies they
 * were published with, each in a process of its own.
 */
@NullMarked
package dev.longshore.sandbox.independent;

import org.jspecify.annotations.NullMarked;
