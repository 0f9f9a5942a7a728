package dev.longshore.worker.simulation;

/**
 * Numbers by chance, each for a matter and a subject and counted there: what is drawn for one matter doesn't depend on how often others were drawn, so
 * that a schedule with one fault less goes the same way for as long as it can.
 */
final class Chance {
    private static final int SUBJECTS = 128;

    private final long seed;
    private final int[] drawn = new int[Matter.values().length * SUBJECTS];

    /** What is left to chance. */
    enum Matter {
        CALL_FAULT,
        CALL_TIME,
        ANSWER_TIME,
        STEP,
        STALL_TIME,
        FREEZE_TIME,
        RESTART_TIME,
        REPORT_FATE,
        REPORT_TIME,
        POLL_TIME,
        WORKER,
        ACCEPT_LOST,
        ACCEPT_UNANSWERED,
        TASK_TWICE,
        TASK_LOST,
        TASK_FORGOTTEN,
        REDELIVERY_TIME,
        LEDGER_TURN,
        LEDGER_READS,
        LEDGER_COMMIT,
        LEDGER_ABORTS,
        LEDGER_AWAY,
        LEDGER_DOWN_TIME,
        LEDGER_ORDER,
        SOURCE_CHANGES,
        SUBMISSION,
        SUBMITTED_AGAIN,
        CONFLICT,
        JOB,
        PROFILE,
        LAG,
        CANCELLED,
        DEADLINE
    }

    Chance(long seed) {
        this.seed = seed;
    }

    /** How often something was drawn for this before. */
    int drawn(Matter matter, int subject) {
        return drawn[site(matter, subject)];
    }

    int draw(Matter matter, int subject, int bound) {
        int site = site(matter, subject);
        long z = seed + (site + 1) * 0x9E3779B97F4A7C15L + drawn[site]++ * 0xD1342543DE82EF95L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned((z ^ z >>> 31) >>> 1, bound);
    }

    private static int site(Matter matter, int subject) {
        return matter.ordinal() * SUBJECTS + subject % SUBJECTS;
    }
}
