package dev.longshore.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.testing.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One job whose calls meet faults, from its submission until nothing of it is in flight.
 *
 * @param attempts of the outcome; 0 of a cancelled job
 * @param sessions how many were opened
 * @param uploadsLeft multipart uploads that nobody aborted
 * @param missed meetings that did not come about
 */
record Passage(int attempts, int sessions, int uploadsLeft, List<Meeting> missed) {

    /** Carries the job and holds it against what was promised: one outcome, and one media with the source's bytes exactly if it succeeded. */
    static Passage of(Trip trip, Path folder) throws IOException, InterruptedException {
        Cargo cargo = trip.cargo();
        Path own = Files.createTempDirectory(folder, "passage");
        try (Front front = new Front(trip.meetings());
                Rig rig = new Rig(own, cargo.options().withLine(front))) {
            UploadJob job = cargo.load(rig);
            Effect outcome = rig.carry(job);
            int attempts = cargo.isCancelled() ? cancelled(rig, outcome) : succeeded(rig, outcome, cargo);
            int left = rig.inspection().uploads().size();
            if (trip.meetings().stream().noneMatch(Meeting::mayLeaveAnUpload)) {
                assertThat(left).as("multipart uploads left open").isZero();
            }
            return new Passage(attempts, rig.inspection().sessions().size(), left, front.left());
        }
    }

    private static int cancelled(Rig rig, Effect outcome) throws IOException, InterruptedException {
        assertThat(outcome).isInstanceOf(Effect.Fail.class);
        assertThat(((Effect.Fail) outcome).error().code()).isEqualTo(ErrorCode.CANCELLED_ON_REQUEST.code());
        assertThat(rig.inspection().media()).as("media").isEmpty();
        return 0;
    }

    private static int succeeded(Rig rig, Effect outcome, Cargo cargo) throws IOException, InterruptedException {
        assertThat(outcome).isInstanceOf(Effect.Succeed.class);
        UploadResult result = ((Effect.Succeed) outcome).result();
        assertThat(rig.inspection().media()).as("media").singleElement().satisfies(media -> {
            assertThat(media.fileId()).isEqualTo(result.fileId());
        });
        try (InputStream stored = rig.inspection().content(result.fileId())) {
            assertThat(stored.readAllBytes()).as("the media's bytes").isEqualTo(cargo.media());
        }
        if (cargo.cover().length > 0) {
            try (InputStream stored = rig.inspection().cover(result.fileId())) {
                assertThat(stored.readAllBytes()).as("the cover's bytes").isEqualTo(cargo.cover());
            }
        }
        return result.attempts();
    }
}
