package dev.longshore.bench.limits;

import dev.longshore.sandbox.emulator.EmulatorClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads how many body bytes the emulator has received, several times a second. */
final class Watch {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final EmulatorClient emulator;

    Watch(EmulatorClient emulator) {
        this.emulator = emulator;
    }

    /**
     * @param nanos when, half-way between question and answer
     * @param bytes received until then
     */
    record Sample(long nanos, long bytes) {
        double rateUntil(Sample later) {
            return (later.bytes - bytes) * 1e9 / (later.nanos - nanos);
        }
    }

    /** Samples for at least so long, the first one now. */
    List<Sample> during(Duration time) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>(List.of(now()));
        long end = samples.getFirst().nanos() + time.toNanos();
        while (samples.getLast().nanos() < end) {
            Thread.sleep(EVERY);
            samples.add(now());
        }
        return samples;
    }

    /** @throws IOException if not so many more bytes came in the time */
    void awaitBytes(long more, Duration most) throws IOException, InterruptedException {
        Sample first = now();
        Sample last = first;
        while (last.bytes() - first.bytes() < more) {
            if (last.nanos() - first.nanos() > most.toNanos()) {
                throw new IOException("only " + (last.bytes() - first.bytes()) + " bytes reached the emulator within " + most);
            }
            Thread.sleep(EVERY);
            last = now();
        }
    }

    private Sample now() throws IOException, InterruptedException {
        long asked = System.nanoTime();
        long bytes = emulator.calls().receivedBytes();
        return new Sample((asked + System.nanoTime()) / 2, bytes);
    }
}
