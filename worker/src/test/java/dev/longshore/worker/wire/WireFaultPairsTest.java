package dev.longshore.worker.wire;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One job meets several faults: two of them at two calls, or one several times in a row. A build tries some; see {@link Sample} for more and for the same. */
@Timeout(36_000)
class WireFaultPairsTest {
    /** More than the tries that a call is given before its task fails. */
    private static final int LASTING = 5;
    /** Fewer than a job's attempts. */
    private static final int COSTLY = 3;

    @TempDir
    private Path folder;

    @Test
    void twoFaultsThatPassCostNoMedia() throws Exception {
        List<Trip> pairs = new ArrayList<>();
        for (Meeting one : Meeting.all()) {
            for (Meeting two : Meeting.all()) {
                pairs.add(new Trip(Cargo.EVERYTHING, Stream.concat(one.inAnyJob().stream(), two.inAnyJob().stream()).toList()));
            }
        }
        Sample.carry(pairs, 20, folder);
    }

    @Test
    void aFaultThatComesSeveralTimesInARowCostsNoMedia() throws Exception {
        List<Trip> rows = Meeting.all().stream().map(WireFaultPairsTest::inARow).toList();
        Sample.carry(rows, 20, folder);
    }

    private static Trip inARow(Meeting meeting) {
        Trip once = Trip.to(meeting);
        int times = meeting.fault().maySpendAttempts() ? COSTLY : LASTING;
        List<Meeting> again = Collections.nCopies(times - 1, meeting);
        return new Trip(once.cargo(), Stream.concat(once.meetings().stream(), again.stream()).toList());
    }
}
