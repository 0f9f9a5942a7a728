@NullMarked
package dev.longshore.producer;

import org.jspecify.annotations.NullMarked;
