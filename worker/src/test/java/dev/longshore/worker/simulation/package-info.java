/**
 * Deterministic simulation: the ledger's core and the uploader's steps, unchanged, in a world of virtual time, in-memory topics and emulated services
 * where anything may fail at any point. Equal seeds give equal schedules.
 */
@NullMarked
package dev.longshore.worker.simulation;

import org.jspecify.annotations.NullMarked;
