/** The core's tests: sentences about one job, random walks, and the generated documentation. */
@NullMarked
package dev.longshore.worker.ledger;

import org.jspecify.annotations.NullMarked;
