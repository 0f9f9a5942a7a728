@NullMarked
package dev.longshore.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
