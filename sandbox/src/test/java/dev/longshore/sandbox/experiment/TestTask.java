package dev.longshore.sandbox.experiment;

/** A task of the experiment, as text: id, how long it takes, and what a doomed worker does to it. */
record TestTask(String id, long workMs, Trick trick) {
    enum Trick {
        NONE,
        DIE_BEFORE_ACCEPT,
        STALL_BEFORE_ACCEPT
    }

    static TestTask of(String id, long workMs) {
        return new TestTask(id, workMs, Trick.NONE);
    }

    static TestTask parse(String text) {
        String[] parts = text.split(" ", -1);
        return new TestTask(parts[0], Long.parseLong(parts[1]), Trick.valueOf(parts[2]));
    }

    String text() {
        return id + " " + workMs + " " + trick;
    }
}
