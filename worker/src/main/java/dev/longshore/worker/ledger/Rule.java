package dev.longshore.worker.ledger;

/** What a cell of the transition table does to the draft. */
@FunctionalInterface
interface Rule {
    void apply(Draft draft, Message message);
}
