package dev.longshore.worker.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.SessionView;
import dev.longshore.sandbox.emulator.UploadView;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.vod.RepeatedCommit;
import dev.longshore.sandbox.vod.VodSettings;
import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.expiry.Case.Expected;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.testing.LogWatch;
import dev.longshore.worker.testing.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * However a session expires, the job goes on in a new one, there is one media in the end, no upload is forgotten, and the sessions are counted.
 * The page is written anew with {@code -Dlongshore.docs.update=true}.
 */
@Timeout(120)
class ExpiryTest {
    private static final String HEAD = "| what happens | the outcome |\n|---|---|\n";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> anExpiredSessionIsReplacedAndTheMediaIsThereOnce() {
        List<Case> rows =
                Stream.of(Cases.seenBefore(), Cases.toldByCos(), Cases.toldByVod(), Cases.bounded()).flatMap(List::stream).toList();
        List<String> lines = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Case row = rows.get(i);
            Path own = folder.resolve("row-" + i);
            tests.add(dynamicTest(row.what, () -> lines.add("| " + row.what + " | " + run(row, own) + " |")));
        }
        tests.add(dynamicTest("the page shows what ran", () -> {
            assertThat(lines).as("rows that held").hasSize(rows.size());
            DocSection.of("conformance.md", "expiry").mustBe(HEAD + String.join("\n", lines));
        }));
        return tests.stream();
    }

    private static String run(Case row, Path folder) throws Exception {
        Expected expected = row.expected;
        byte[] film = new byte[row.bytes];
        new SplittableRandom(row.bytes).nextBytes(film);
        try (Rig rig = new Rig(folder, options(row)); LogWatch log = new LogWatch()) {
            Files.write(rig.films().resolve("film.mp4"), film);
            AtomicBoolean passed = row.trigger.arm(rig);
            Effect effect = rig.carry(UploadJob.of("job-1", "films:film.mp4"));
            assertThat(passed).as("time has passed").isTrue();
            List<SessionView> sessions = rig.inspection().sessions();
            assertThat(sessions).as("sessions").hasSize(expected.sessions());
            requireUploads(rig, log, expected);
            if (row.unrefused) {
                assertThat(rig.inspection().calls().counts()).extracting(CallLog.Count::code).containsOnly(CallLog.OK);
            }
            String outcome = expected.succeeds() ? succeeded(rig, effect, expected, film) : failed(rig, effect, expected);
            String opened = expected.sessions() + (expected.sessions() == 1 ? " session" : " sessions");
            return outcome + "; " + opened + (expected.left() == 0 ? "" : "; " + expected.left() + " left and logged");
        }
    }

    private static Rig.Options options(Case row) {
        UnaryOperator<VodSettings> account = vod -> vod.withCertificate(row.lifetime, VodSettings.uploadOperations())
                .withExpiredCertificate(row.form)
                .withRepeatedCommit(row.commitAnswerLost ? RepeatedCommit.REFUSE : RepeatedCommit.SAME)
                .withSearchLag(row.commitAnswerLost ? Duration.ofMinutes(1) : Duration.ZERO);
        Rig.Options options = Rig.Options.DEFAULT.withAccount(account).withServiceAhead(row.serviceAhead);
        options = row.unitByUnit ? options.with(Rig.UNIT_BY_UNIT) : options;
        return row.commitAnswerLost ? options.withMedia(LostCommitAnswer::new) : options;
    }

    /** Every upload of a session that was given up is aborted, or is one of those that the log names. */
    private static void requireUploads(Rig rig, LogWatch log, Expected expected) throws IOException, InterruptedException {
        List<String> open = rig.inspection().uploads().stream().map(UploadView::uploadId).toList();
        assertThat(open).as("uploads left open").hasSize(expected.left());
        List<String> reported = log.lines().stream().filter(line -> line.contains("uploads.left")).toList();
        assertThat(reported).as("reports of uploads left").hasSize(expected.reported());
        assertThat(open).allSatisfy(id -> assertThat(reported).anyMatch(line -> line.contains(id)));
        assertThat(log.lines()).noneMatch(line -> line.contains("upload.orphaned"));
    }

    private static String succeeded(Rig rig, Effect effect, Expected expected, byte[] film) throws IOException, InterruptedException {
        assertThat(effect).isInstanceOf(Effect.Succeed.class);
        UploadResult result = ((Effect.Succeed) effect).result();
        assertThat(result.attempts()).as("attempts").isEqualTo(expected.attempts());
        assertThat(rig.inspection().media()).as("media").singleElement().satisfies(media -> {
            assertThat(media.fileId()).isEqualTo(result.fileId());
        });
        assertThat(rig.inspection().sessions()).filteredOn(SessionView::committed).hasSize(1);
        try (InputStream stored = rig.inspection().content(result.fileId())) {
            assertThat(stored.readAllBytes()).isEqualTo(film);
        }
        return "a media" + (expected.attempts() == 1 ? "" : "; " + expected.attempts() + " attempts");
    }

    private static String failed(Rig rig, Effect effect, Expected expected) throws IOException, InterruptedException {
        assertThat(effect).isInstanceOf(Effect.Fail.class);
        UploadError error = ((Effect.Fail) effect).error();
        assertThat(error.code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
        assertThat(error.retryable()).isTrue();
        assertThat(error.attempts()).as("attempts").isEqualTo(expected.attempts());
        assertThat(rig.inspection().media()).as("media").isEmpty();
        return "`" + error.code() + "`; " + error.attempts() + " attempts";
    }
}
