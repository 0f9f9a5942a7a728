package dev.longshore.worker.ledger.kafka;

/** Names in the topology; the store's name is part of its changelog topic's name and must not change. */
final class Nodes {
    static final String JOBS = "jobs";
    static final String INTAKE = "intake";
    static final String TO_ADMITTED = "to-admitted";
    static final String REFUSED = "refused";

    static final String ADMITTED = "admitted";
    static final String REPORTS = "reports";
    static final String LEDGER = "ledger";
    static final String SLICES = "slices";
    static final String RESUMES = "resumes";
    static final String CLOSINGS = "closings";
    static final String RESULTS = "results";
    static final String ERRORS = "errors";
    static final String STATUS = "status";
    static final String PROBES = "probes";

    static final String JOB_STORE = "jobs";

    private Nodes() {}
}
