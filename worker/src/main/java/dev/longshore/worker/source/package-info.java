/**
 * Files on shared storage, read-only and only under the allowed roots.
 *
 * <p>Guarantee: no path outside the roots is ever opened, whatever links stand on the way.
 */
@NullMarked
package dev.longshore.worker.source;

import org.jspecify.annotations.NullMarked;
