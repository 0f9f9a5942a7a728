/** Tests of the sources themselves, of all modules. */
@NullMarked
package dev.longshore.build;

import org.jspecify.annotations.NullMarked;
