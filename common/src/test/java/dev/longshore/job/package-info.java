/** The rules of a job. */
@NullMarked
package dev.longshore.job;

import org.jspecify.annotations.NullMarked;
