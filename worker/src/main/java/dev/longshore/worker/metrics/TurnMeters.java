package dev.longshore.worker.metrics;

import dev.longshore.worker.vod.CallLimiter;
import dev.longshore.worker.vod.VodAction;
import java.util.concurrent.TimeUnit;

/** Tells how fast this worker calls VOD at most, and how long calls wait for their turns. */
public final class TurnMeters implements CallLimiter.WaitObserver {
    private final Meters meters;

    public TurnMeters(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void waited(VodAction action, long nanos) {
        meters.timer(Metric.VOD_TURN_WAIT, action.api()).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Shows the limiter's pace from now on. */
    public void show(CallLimiter limiter) {
        limiter.turns().forEach((limited, turns) -> {
            String action = limited.action().api();
            meters.timer(Metric.VOD_TURN_WAIT, action);
            meters.gauge(Metric.VOD_CALL_RATE, turns::rate, action, limited.profile());
            meters.gauge(Metric.VOD_CALL_SHARE, turns::share, action, limited.profile());
        });
    }
}
