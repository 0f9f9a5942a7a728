package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.AnswerServer;
import dev.longshore.worker.testing.Lines;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Whatever COS answers is what was asked for or a failure that says what is wrong with it. */
class CosAnswersFuzz {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int[] STATUSES = {200, 400, 403, 404, 409, 500, 503};
    private static final ObjectAddress ADDRESS =
            new ObjectAddress("b-125", "ap-x", "k", new SessionSecrets("session-hidden", "AKID-temp", "sk-hidden", "token-hidden"));
    private static final AnswerServer SERVER = server();
    private static final CosObjectStore COS =
            new CosObjectStore(new CosSettings(SERVER.endpoint(), "http", 4, LIMIT, LIMIT, LIMIT, 0, null), Clocks.REAL);

    @FuzzTest(maxDuration = "2m")
    void anErrorBodyGivesShortLinesOrNothing(byte[] data) {
        Answered answered = ErrorBody.read(data, "req-1");
        for (int status : STATUSES) {
            Lines.requireLines(CosErrors.refused("put part 1 of b-125/k", status, answered).failure());
        }
    }

    /** The first byte says which call the others answer, the second with which status. */
    @FuzzTest(maxDuration = "4m")
    void bytesAreAWholeAnswerOrAFailure(byte[] data) {
        if (data.length < 2) {
            return;
        }
        allowLoopback();
        SERVER.answer(STATUSES[Math.floorMod(data[1], STATUSES.length)], Arrays.copyOfRange(data, 2, data.length));
        try {
            switch (data[0]) {
                case 'i' -> assertThat(COS.initiate(ADDRESS)).isNotEmpty();
                case 'c' -> assertThat(COS.complete(ADDRESS, "upload-1", List.of(new StoredPart(1, "etag-1", 10)))).isNotNull();
                case 'a' -> COS.abort(ADDRESS, "upload-1");
                default -> assertThat(COS.listParts(ADDRESS, "upload-1")).isNotNull();
            }
        } catch (StepException e) {
            Lines.requireLines(e.failure());
        }
    }

    /** The fuzzer takes any connection for an attack; without it there is nobody to ask. */
    private static void allowLoopback() {
        if (System.getenv("JAZZER_FUZZ") != null) {
            BugDetectors.allowNetworkConnections((host, _) -> host.equals("127.0.0.1") || host.equals("localhost"));
        }
    }

    private static AnswerServer server() {
        try {
            return new AnswerServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
