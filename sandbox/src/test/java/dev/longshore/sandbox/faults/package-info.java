@NullMarked
package dev.longshore.sandbox.faults;

import org.jspecify.annotations.NullMarked;
