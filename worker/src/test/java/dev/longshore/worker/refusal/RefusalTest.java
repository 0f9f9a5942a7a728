package dev.longshore.worker.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.vod.VodSettings;
import dev.longshore.worker.docs.DocSection;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.refusal.VodFront.Seen;
import dev.longshore.worker.testing.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever VOD refuses, the job ends after a bounded number of calls, in one media or in an error that has VOD's own words. The page is written anew
 * with {@code -Dlongshore.docs.update=true}.
 */
@Timeout(120)
class RefusalTest {
    private static final String HEAD = "| VOD answers | the calls that it sees | the outcome |\n|---|---|---|\n";
    private static final int FEW = 6;
    private static final byte[] PLAYLIST =
            "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfilm.mp4\n#EXT-X-ENDLIST\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aRefusalIsWaitedOutOrTriedAgainOrEndsTheJob() {
        List<Case> rows = Stream.of(Cases.passing(), Cases.permanent(), Cases.sessions(), Cases.lookUps(), Cases.manifests())
                .flatMap(List::stream)
                .toList();
        List<String> lines = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Case row = rows.get(i);
            Path own = folder.resolve("row-" + i);
            tests.add(dynamicTest(row.what, () -> lines.add(run(row, own))));
        }
        tests.add(dynamicTest("the page shows what ran", () -> {
            assertThat(lines).as("rows that held").hasSize(rows.size());
            DocSection.of("error-codes.md", "refusals").mustBe(HEAD + String.join("\n", lines));
        }));
        return tests.stream();
    }

    private static String run(Case row, Path folder) throws Exception {
        byte[] film = new byte[100_000];
        new SplittableRandom(1).nextBytes(film);
        try (VodFront front = new VodFront(row.refusals); Rig rig = new Rig(folder, options(row, front))) {
            Files.write(rig.films().resolve("film.mp4"), film);
            Files.write(rig.films().resolve("index.m3u8"), PLAYLIST);
            String path = row.playlist ? "films:index.m3u8" : "films:film.mp4";
            Effect effect = rig.carry(row.job.apply(UploadJob.builder("job-1", path)).build());
            String calls = calls(row, front.seen());
            assertThat(calls).as("calls of VOD").isEqualTo(row.calls);
            requireLookUps(front.seen());
            assertThat(rig.inspection().uploads()).as("uploads left open").isEmpty();
            String outcome = row.failed == null
                    ? succeeded(row, rig, effect, row.playlist ? PLAYLIST : film)
                    : failed(row, row.failed, rig, effect, front.seen());
            return "| " + row.what + " | " + calls.replace("many", "at most " + row.many) + " | " + outcome + " |";
        }
    }

    private static Rig.Options options(Case row, VodFront front) {
        Rig.Options options = Rig.Options.DEFAULT.withLine(front)
                .withAccount(vod -> row.account.apply(vod.withCertificate(Case.LIFETIME, VodSettings.uploadOperations())));
        return row.playlist ? options.withManifestsAskedFor() : options;
    }

    /** How many calls of each action were answered with each code. */
    private static String calls(Case row, List<Seen> seen) {
        Map<String, Long> counts = seen.stream()
                .map(call -> call.granted() ? call.action() : call.action() + " `" + call.code() + "`")
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        assertThat(counts.values()).as("%s", counts).allMatch(count -> count <= Math.max(FEW, row.many));
        return counts.entrySet()
                .stream()
                .map(call -> (call.getValue() > FEW ? "many × " : call.getValue() > 1 ? call.getValue() + " × " : "") + call.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A commit that may have taken effect is never repeated, and no session opened, before the media was looked for; each names its own session. */
    private static void requireLookUps(List<Seen> seen) {
        String session = "";
        for (int i = 0; i < seen.size(); i++) {
            Seen call = seen.get(i);
            if (call.action().equals("ApplyUpload")) {
                session = call.session();
            } else if (call.action().equals("CommitUpload")) {
                assertThat(call.session()).isEqualTo(session);
                if (!call.granted() && !call.code().startsWith("RequestLimit")) {
                    assertThat(seen.get(i + 1).action()).as("what follows %s", call).isEqualTo("SearchMedia");
                }
            }
        }
    }

    private static String succeeded(Case row, Rig rig, Effect effect, byte[] film) throws IOException, InterruptedException {
        assertThat(effect).isInstanceOf(Effect.Succeed.class);
        UploadResult result = ((Effect.Succeed) effect).result();
        assertThat(result.attempts()).as("attempts").isEqualTo(row.attempts);
        assertThat(rig.inspection().sessions()).as("sessions").hasSize(row.sessions);
        assertThat(rig.inspection().media()).as("media").singleElement().satisfies(media -> {
            assertThat(media.fileId()).isEqualTo(result.fileId());
        });
        try (InputStream stored = rig.inspection().content(result.fileId())) {
            assertThat(stored.readAllBytes()).isEqualTo(film);
        }
        return "one media" + spent(row);
    }

    private static String failed(Case row, Case.Failed expected, Rig rig, Effect effect, List<Seen> seen)
            throws IOException, InterruptedException {
        assertThat(effect).isInstanceOf(Effect.Fail.class);
        UploadError error = ((Effect.Fail) effect).error();
        Seen last = seen.stream().filter(call -> !call.granted()).toList().getLast();
        assertThat(error.code()).isEqualTo(expected.code().code());
        assertThat(error.category()).isEqualTo(expected.code().category());
        assertThat(error.retryable()).isEqualTo(expected.code().retryable());
        assertThat(error.field()).isEqualTo(expected.field());
        assertThat(error.serviceCode()).isEqualTo(expected.serviceCode()).isEqualTo(last.code());
        assertThat(error.requestId()).isNotBlank().isEqualTo(last.requestId());
        assertThat(error.serviceMessage()).isNotBlank();
        assertThat(row.refusals.isEmpty() || VodFront.WORDS.equals(error.serviceMessage())).as("VOD's words").isTrue();
        assertThat(error.attempts()).as("attempts").isEqualTo(row.attempts);
        assertThat(rig.inspection().media()).as("media").hasSize(row.mediaLeft);
        boolean opened = seen.stream().anyMatch(call -> call.action().equals("CommitUpload"));
        assertThat(rig.inspection().sessions()).as("sessions").hasSize(opened ? row.sessions : 0);
        assertThat(rig.inspection().calls().counts().stream().map(CallLog.Count::service).anyMatch("cos"::equals))
                .as("anything sent to COS")
                .isEqualTo(opened);
        return "`" + error.code() + "`" + (error.field() == null ? "" : ", field `" + error.field() + "`") + spent(row)
                + (row.mediaLeft == 0 ? "" : "; the commit's media exists, and no other");
    }

    private static String spent(Case row) {
        String sessions = row.sessions > 1 ? ", " + row.sessions + " sessions" : "";
        return (row.attempts > 1 ? "; " + row.attempts + " attempts" : "") + sessions;
    }
}
