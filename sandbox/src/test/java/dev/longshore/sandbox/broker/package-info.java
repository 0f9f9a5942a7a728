@NullMarked
package dev.longshore.sandbox.broker;

import org.jspecify.annotations.NullMarked;
