package dev.longshore.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckTest {
    private static final Load LOAD = new Load(40, 100_000, 2, 2_500_000, 0.1);

    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameJobsAndFiles() throws Exception {
        List<Order> deck = Deck.make(LOAD, 5, folder);
        Deck.write(deck, 5);
        List<Order> other = Deck.make(LOAD, 5, folder.resolve("other"));
        Deck.write(other, 5);

        assertThat(deck).hasSize(42);
        for (int i = 0; i < deck.size(); i++) {
            assertThat(deck.get(i).jobId()).isEqualTo(other.get(i).jobId());
            if (!deck.get(i).jobId().equals("missing")) {
                assertThat(deck.get(i).file()).hasSize(deck.get(i).bytes()).hasSameBinaryContentAs(other.get(i).file());
            }
        }
        assertThat(Deck.make(LOAD, 6, folder)).isNotEqualTo(deck);
    }

    @Test
    void sizesReachFromNothingToTheMostAndOneFileIsMissing() throws Exception {
        List<Order> deck = Deck.make(LOAD, 1, folder);
        Deck.write(deck, 1);

        assertThat(deck).extracting(Order::bytes).contains(0L, LOAD.mostBytes(), LOAD.largeBytes());
        assertThat(deck.stream().filter(order -> order.fate() == Order.Fate.FAILS)).extracting(Order::jobId)
                .containsExactly("missing", "empty");
        assertThat(deck.stream().filter(order -> Files.notExists(order.file()))).extracting(Order::jobId).containsExactly("missing");
    }

    @Test
    void noTwoMebibytesOfAllFilesAreAlike() throws Exception {
        List<Order> deck = Deck.make(LOAD, 1, folder);
        Deck.write(deck, 1);
        byte[] bytes = Files.readAllBytes(deck.getFirst().file());

        assertThat(bytes).startsWith(0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(bytes[(1 << 20) + 7]).isEqualTo((byte) 1);
        assertThat(Files.readAllBytes(deck.get(1).file())).startsWith(0, 0, 0, 0, 0, 0, 0, 3);
    }
}
