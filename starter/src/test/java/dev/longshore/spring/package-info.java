@NullMarked
package dev.longshore.spring;

import org.jspecify.annotations.NullMarked;
