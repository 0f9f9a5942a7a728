/** What early accept and leases outside the broker rest on, shown with real processes: see {@code docs/adr/0001-early-accept-and-ledger-leases.md}. */
@NullMarked
package dev.longshore.sandbox.experiment;

import org.jspecify.annotations.NullMarked;
