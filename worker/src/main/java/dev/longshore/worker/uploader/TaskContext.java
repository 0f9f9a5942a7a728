package dev.longshore.worker.uploader;

import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;

/** What a running step may ask and must tell; one per task. Thread-safe. */
public interface TaskContext {

    /**
     * Asked before every unit and before every call that can't be taken back (complete, commit, abort).
     *
     * @return whether the lease still holds, that is a heartbeat was acknowledged within the lease's time, and the worker isn't stopping
     */
    boolean mayContinue();

    /** Whether the worker is stopping: the step should end soon and hand back. */
    boolean stopping();

    /** Sends {@code Prepared} and returns when it is durable. */
    void prepared(PlanSummary plan, Session session) throws StepException;

    /** The session in which units are sent from now on; heartbeats carry its id. */
    void session(String sessionId);

    /** Tells the next heartbeat, or the final report, of a unit. */
    void unitDone(UnitReceipt receipt);

    /** Counts body bytes handed to the network, by this task or, unknown to the ledger until now, by a lost one. */
    void bytesSent(long bytes);
}
