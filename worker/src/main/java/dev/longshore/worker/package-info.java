/** The worker: a stateless process with the roles ledger and uploader. */
@NullMarked
package dev.longshore.worker;

import org.jspecify.annotations.NullMarked;
