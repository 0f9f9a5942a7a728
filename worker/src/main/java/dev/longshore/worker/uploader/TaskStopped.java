package dev.longshore.worker.uploader;

/** The lease is lost or the worker stops: the step ends where it stands. */
final class TaskStopped extends Exception {
    TaskStopped() {
        super("the lease is lost or the worker stops", null, false, false);
    }

    /** To be called before whatever can't be taken back. */
    static void unlessMayContinue(TaskContext context) throws TaskStopped {
        if (!context.mayContinue()) {
            throw new TaskStopped();
        }
    }
}
