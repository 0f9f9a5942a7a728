package dev.longshore.worker.ledger.kafka;

import dev.longshore.wire.Topics;
import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.ledger.LedgerPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopologyDocTest {

    @Test
    void theDocumentedTopologyIsTheOneThatRuns() throws Exception {
        String description = LedgerTopology.build(new Topics(), LedgerPolicy.DEFAULT, Duration.ZERO).describe().toString();
        DocSection.of("flow.md", "topology").mustBe("```text\n" + description.strip() + "\n```");
    }
}
