@NullMarked
package dev.longshore.sandbox.process;

import org.jspecify.annotations.NullMarked;
