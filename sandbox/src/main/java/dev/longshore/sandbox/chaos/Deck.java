package dev.longshore.sandbox.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All jobs of a run, made from its seed, in the order in which they are published. */
final class Deck {
    /** Records on the jobs topic that are no jobs: each must be refused by one error. */
    static final List<String> MALFORMED = List.of("{\"jobId\":", "[]", "{\"mediaFilePath\":1}");

    private static final int BLOCK = 1 << 20;

    private Deck() {}

    static List<Order> make(Load load, long seed, Path folder) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Order> deck = new ArrayList<>();
        for (int i = 1; i <= load.large(); i++) {
            deck.add(order("large-" + i, folder, load.largeBytes()));
        }
        deck.add(new Order("missing", folder.resolve("missing.mp4"), 0, Order.Fate.FAILS));
        deck.add(new Order("empty", folder.resolve("empty.mp4"), 0, Order.Fate.FAILS));
        for (int i = 3; i <= load.jobs(); i++) {
            long bytes = i == 3 ? load.mostBytes() : Math.round(Math.pow(load.mostBytes(), random.nextDouble()));
            deck.add(order("job-" + i, folder, bytes));
        }
        return List.copyOf(deck);
    }

    private static Order order(String jobId, Path folder, long bytes) {
        return new Order(jobId, folder.resolve(jobId + ".mp4"), bytes, Order.Fate.SUCCEEDS);
    }

    /** Writes the files; no two blocks of them are alike, so that bytes in the wrong place would show. */
    static void write(List<Order> deck, long seed) throws IOException {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(seed).nextBytes(block);
        long written = 0;
        for (Order order : deck) {
            if (order.jobId().equals("missing")) {
                continue;
            }
            Files.createDirectories(order.file().getParent());
            try (OutputStream out = Files.newOutputStream(order.file())) {
                for (long left = order.bytes(); left > 0; left -= BLOCK) {
                    ByteBuffer.wrap(block).putLong(written++);
                    out.write(block, 0, (int) Math.min(left, BLOCK));
                }
            }
        }
    }
}
