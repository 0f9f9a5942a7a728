/**
 * The ledger's core: the only place where a job's state changes.
 *
 * <p>{@link dev.longshore.worker.ledger.Ledger#decide} is a pure function of a job's record, a message and the time it is given; it returns the
 * next record and what is to be sent, and does nothing itself. {@link dev.longshore.worker.ledger.Transitions} is the whole table.
 *
 * <p>Guarantees. One terminal outcome per run of a job. Only a session that a record holds is ever given out for closing, and a record holds one at
 * a time. Stale reports change nothing but done units of the current session. Every record that has not ended has a task in flight or a timer.
 */
@NullMarked
package dev.longshore.worker.ledger;

import org.jspecify.annotations.NullMarked;
