package dev.longshore.worker.metrics;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.cos.tencent.CosErrors;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the meters cost beside the least that a part and a decision cost anyway; not a test: run its main method. */
final class MeterCostBenchmark {
    private static final int PART = 16 << 20;
    private static final int BUFFER = 128 << 10;
    private static final int ROUNDS = 7;

    private static final byte[] BYTES = new byte[BUFFER];
    private static final Body BODY = new Body() {
        @Override
        public long length() {
            return PART;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public void sent(long bytes) {}
    };

    private MeterCostBenchmark() {}

    public static void main(String[] args) throws Exception {
        MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        ObjectAddress address = new ObjectAddress("b", "r", "k", new SessionSecrets("k", "i", "s", "t"));
        ObjectStore metered = new MeteredObjectStore(store(false), meters, CosErrors.TABLE, Clocks.REAL);
        ObjectStore digesting = store(true);
        double part = nanos(400, () -> digesting.putPart(address, "u", 1, BODY));
        double meteredPart = nanos(400_000, () -> metered.putPart(address, "u", 1, BODY));
        double bare = nanos(400_000, () -> store(false).putPart(address, "u", 1, BODY));
        print("part of 16 MiB", "CRC-64 alone", part, meteredPart - bare);

        LedgerMeters observer = new LedgerMeters(meters, new StandingMeters(meters, Clocks.REAL.instants()));
        Ledger ledger = new Ledger(LedgerPolicy.DEFAULT);
        Message submit = new Message.Submit(UploadJob.of("job-1", "/media/a.mp4"), new Origin(Instant.EPOCH, Map.of()));
        Decision decision = ledger.decide(null, submit, Instant.EPOCH);
        double decide = nanos(100_000, () -> {
            Decision made = ledger.decide(null, submit, Instant.EPOCH);
            made.effects().forEach(effect -> {
                if (effect instanceof Effect.Issue(var task, _)) {
                    StepCodec.write(task);
                }
            });
            return made;
        });
        double observe = nanos(1_000_000, () -> {
            observer.decided(null, decision);
            return decision;
        });
        print("decision", "decide and write the task, without Kafka and store", decide, observe);
    }

    private static void print(String what, String least, double nanos, double cost) {
        System.out.printf("%s: %s %.1f us, meters %.2f us: %.3f %%%n", what, least, nanos / 1e3, cost / 1e3, 100 * cost / nanos);
    }

    private interface Work {
        @Nullable Object run() throws Exception;
    }

    /** The best of some rounds. */
    private static double nanos(int times, Work work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < times; i++) {
                if (work.run() == null) {
                    throw new IllegalStateException("no work was done");
                }
            }
            best = Math.min(best, (double) (System.nanoTime() - began) / times);
        }
        return best;
    }

    /** Takes parts in buffers, as the real one sends them. */
    private static ObjectStore store(boolean digesting) {
        StoredBytes stored = new StoredBytes("etag", "00");
        return (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class},
                (_, _, args) -> {
                    Body body = (Body) args[3];
                    Crc64 crc = new Crc64();
                    for (int sent = 0; sent < PART; sent += BUFFER) {
                        if (digesting) {
                            crc.update(BYTES, 0, BUFFER);
                        }
                        body.sent(BUFFER);
                    }
                    return stored;
                });
    }
}
