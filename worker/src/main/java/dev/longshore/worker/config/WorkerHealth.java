package dev.longshore.worker.config;

import dev.longshore.worker.config.WorkerLife.UploaderRole;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready: the ledger owns its partitions and the uploader takes tasks, as far as this process has these roles. */
@Component("worker")
class WorkerHealth implements HealthIndicator {
    private final WorkerLife life;
    private final ObjectProvider<LedgerRuntime> ledger;
    private final ObjectProvider<UploaderRole> uploader;

    WorkerHealth(WorkerLife life, ObjectProvider<LedgerRuntime> ledger, ObjectProvider<UploaderRole> uploader) {
        this.life = life;
        this.ledger = ledger;
        this.uploader = uploader;
    }

    @Override
    public Health health() {
        Health.Builder health = life.isRunning() ? Health.up() : Health.outOfService();
        ledger.ifAvailable(role -> {
            health.withDetail("ledger", role.state());
            if (!role.running()) {
                health.outOfService();
            }
        });
        uploader.ifAvailable(role -> {
            health.withDetail("busySlots", role.uploader().busy());
            if (!role.uploader().running()) {
                health.down();
            }
        });
        return health.build();
    }
}
