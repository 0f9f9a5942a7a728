/**
 * Forwards outcomes to the reply topics that jobs name in their headers, apart from the ledger so that a bad topic can't hurt it.
 *
 * <p>Guarantees: only topics on the allow-list that exist are written to; at least once. Who needs each outcome exactly once reads {@code results}
 * and {@code errors}.
 */
@NullMarked
package dev.longshore.worker.router;

import org.jspecify.annotations.NullMarked;
