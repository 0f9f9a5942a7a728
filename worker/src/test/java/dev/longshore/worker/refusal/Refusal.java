package dev.longshore.worker.refusal;

/**
 * Calls that are answered with an error.
 *
 * @param which of the action's calls
 * @param tookEffect whether the service did what was asked nevertheless
 */
record Refusal(String action, String code, Which which, boolean tookEffect) {

    /** Chooses calls. */
    @FunctionalInterface
    interface Which {
        /**
         * @param call counts the action's calls, from 1
         * @param session counts the sessions that were opened
         */
        boolean is(int call, int session);
    }

    /** The first {@code times} calls of this action. */
    static Refusal first(int times, String action, String code) {
        return new Refusal(action, code, (call, session) -> call <= times, false);
    }

    static Refusal always(String action, String code) {
        return new Refusal(action, code, (call, session) -> true, false);
    }

    /** The calls from this one to that one, counted from 1. */
    static Refusal between(int from, int to, String action, String code) {
        return new Refusal(action, code, (call, session) -> from <= call && call <= to, false);
    }

    /** Every CommitUpload of the first session. */
    static Refusal ofFirstSession(String code) {
        return new Refusal("CommitUpload", code, (call, session) -> session == 1, false);
    }

    /** The first CommitUpload, which makes the media all the same. */
    static Refusal ofCommitThatTookEffect(String code) {
        return new Refusal("CommitUpload", code, (call, session) -> call == 1, true);
    }
}
