package dev.longshore.worker.broker;

/** With which kind of groups a fleet works; the same in all its workers. */
public enum GroupKind {
    /** Tasks from share groups, the ledger in a Streams group. */
    SHARE,
    /** Both in classic consumer groups, which every broker has. */
    CLASSIC
}
