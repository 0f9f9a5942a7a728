@NullMarked
package dev.longshore.bench.measure;

import org.jspecify.annotations.NullMarked;
