package dev.longshore.worker.step;

/**
 * All that another worker needs to carry on.
 *
 * @param plan what the plan looked like; the plan itself is derived again from the source
 * @param session the one session that may be committed
 * @param done the units that COS has confirmed within that session
 */
public record Checkpoint(PlanSummary plan, Session session, DoneUnits done) {}
