package dev.longshore.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.chaos.Crew.Death;
import dev.longshore.sandbox.emulator.SessionView;
import dev.longshore.sandbox.faults.Fault;
import dev.longshore.sandbox.faults.Passage;
import dev.longshore.sandbox.vod.UploadApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two workers, a and b; a dies at second 10. */
class TransfersTest {
    private static final Death DEATH = new Death("a", seconds(10), List.of());

    private final List<Passage> calls = new ArrayList<>();
    private final List<SessionView> sessions = new ArrayList<>(List.of(session("film", "/film.mp4", true)));

    @Test
    void thePartThatADeathBrokeCountsForThatDeath() {
        put("a", "/film.mp4?partNumber=1", 2, 4, 100, 200, null);
        put("a", "/film.mp4?partNumber=2", 8, 10.1, 60, 0, null);
        put("b", "/film.mp4?partNumber=2", 20, 22, 100, 200, null);

        Transfers.Waste waste = waste();
        assertThat(waste.afterDeath()).containsOnlyKeys(DEATH).containsValue(60L);
        assertThat(waste.afterFault() + waste.other()).isZero();
        assertThat(transfers().sent()).isEqualTo(260);
    }

    @Test
    void aPartThatWasStoredAndNotYetToldCountsForTheDeathToo() {
        put("a", "/film.mp4", 8, 9.5, 100, 200, null);
        put("b", "/film.mp4", 20, 22, 100, 200, null);

        assertThat(waste().afterDeath()).containsValue(100L);
    }

    @Test
    void whatAFaultBrokeCountsForTheFaultEvenShortlyBeforeADeath() {
        put("a", "/film.mp4", 8, 9.5, 50, 0, Fault.RESET_IN_BODY);
        put("b", "/film.mp4", 20, 22, 100, 200, null);

        assertThat(waste().afterDeath()).isEmpty();
        assertThat(waste().afterFault()).isEqualTo(50);
    }

    @Test
    void aSessionThatBecameNoMediaWasInVain() {
        sessions.add(session("film", "/other.mp4", false));
        put("b", "/other.mp4", 1, 2, 70, 200, null);
        put("b", "/film.mp4", 3, 4, 100, 200, null);

        assertThat(waste().other()).isEqualTo(70);
    }

    @Test
    void aTransferThatWasCarriedAtTheDeathIsResumedByItsNextBytes() {
        put("a", "/film.mp4?partNumber=2", 8, 9.8, 60, 200, null);
        put("b", "/film.mp4?partNumber=3", 21.5, 22, 100, 200, null);
        put("b", "/film.mp4?partNumber=4", 23, 24, 100, 200, null);

        assertThat(transfers().gaps(DEATH)).containsExactly(Duration.ofMillis(11_500));
    }

    @Test
    void aTransferOfAnotherWorkerOrOneThatHadEndedIsNoGap() {
        sessions.add(session("clip", "/clip.mp4", true));
        put("a", "/clip.mp4", 8, 9.9, 60, 200, null);
        put("b", "/film.mp4", 9, 12, 60, 0, null);
        put("b", "/film.mp4", 13, 14, 60, 200, null);

        assertThat(transfers().gaps(DEATH)).isEmpty();
    }

    private Transfers transfers() {
        return new Transfers(calls, sessions);
    }

    private Transfers.Waste waste() {
        return transfers().waste(List.of(DEATH));
    }

    private void put(String door, String target, double from, double until, long bytes, int status, Fault fault) {
        calls.add(new Passage(door, "PUT", target, seconds(from), seconds(until), bytes, status, fault, false));
    }

    private static long seconds(double count) {
        return (long) (count * TimeUnit.SECONDS.toNanos(1));
    }

    private static SessionView session(String jobId, String path, boolean committed) {
        var application = new UploadApplication("mp4", 0, null, null, null, null, null, 0, jobId, null, null, null);
        return new SessionView("key-" + path, "file", committed, "bucket", "region", path, null, application, Instant.EPOCH, Instant.EPOCH);
    }
}
