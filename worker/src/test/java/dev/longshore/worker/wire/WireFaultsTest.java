package dev.longshore.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.longshore.worker.docs.DocSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each operation meets each fault once, and the job ends as it would have without. The page is written anew with {@code -Dlongshore.docs.update=true}. */
@Timeout(300)
class WireFaultsTest {
    private static final String SMOOTH = "✓";

    /** Small files, and files of three parts, are carried side by side: they mostly wait. */
    private static final int AT_ONCE = 4;

    private static ExecutorService carriers;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        // The first calls of a JVM take so long that the short time-outs can break them off, which would stand in the page.
        for (Meeting meeting : List.of(Meeting.all().getFirst(), Meeting.all().getLast())) {
            Passage.of(Trip.to(meeting), folder);
        }
        carriers = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterAll
    static void stop() {
        carriers.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> aFaultThatPassesCostsNoMedia() {
        List<Meeting> meetings = Meeting.all();
        Map<Meeting, String> cells = new ConcurrentHashMap<>();
        Map<Meeting, CompletableFuture<Void>> passages = meetings.stream()
                .collect(Collectors.toMap(meeting -> meeting,
                        meeting -> CompletableFuture.runAsync(() -> cells.put(meeting, carry(meeting)), carriers)));
        CompletableFuture<Void> firstTime = CompletableFuture.allOf(passages.values().toArray(CompletableFuture[]::new));
        // On a busy machine a call may also meet a time-out that has nothing to do with its fault: what took more than one try is tried again, and the milder counts.
        Map<Meeting, CompletableFuture<Void>> again = meetings.stream()
                .collect(Collectors.toMap(meeting -> meeting,
                        meeting -> firstTime.handle((_, _) -> meeting).thenAcceptAsync(_ -> {
                            if (!SMOOTH.equals(cells.get(meeting))) {
                                cells.merge(meeting, carry(meeting), WireFaultsTest::milder);
                            }
                        }, carriers)));
        List<DynamicTest> tests = new ArrayList<>();
        for (Meeting meeting : meetings) {
            tests.add(dynamicTest(meeting.toString(), () -> {
                join(passages.get(meeting));
                join(again.get(meeting));
            }));
        }
        tests.add(dynamicTest("the page shows what ran", () -> {
            assertThat(cells).as("meetings that went well").hasSize(meetings.size());
            DocSection.of("wire-faults.md", "vod").mustBe(table(cells, Operation::ofVod));
            DocSection.of("wire-faults.md", "cos").mustBe(table(cells, operation -> !operation.ofVod()));
        }));
        return tests.stream();
    }

    private static String milder(String one, String other) {
        return one.length() <= other.length() ? one : other;
    }

    private static void join(CompletableFuture<Void> passage) throws Throwable {
        try {
            passage.join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }

    private static String carry(Meeting meeting) {
        try {
            Passage passage = Passage.of(Trip.to(meeting), folder);
            assertThat(passage.missed()).as("what did not come about").isEmpty();
            return (passage.attempts() > 1 ? passage.attempts() + " attempts" : SMOOTH)
                    + (passage.sessions() > 1 ? ", " + passage.sessions() + " sessions" : "")
                    + (passage.uploadsLeft() > 0 ? ", " + passage.uploadsLeft() + " left" : "");
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static String table(Map<Meeting, String> cells, Predicate<Operation> shown) {
        List<Operation> operations = Arrays.stream(Operation.values()).filter(shown).toList();
        StringBuilder table = new StringBuilder("| |");
        operations.forEach(operation -> table.append(" ").append(operation.title).append(" |"));
        table.append("\n|---|").append("---|".repeat(operations.size())).append("\n");
        for (WireFault fault : WireFault.values()) {
            if (operations.stream().anyMatch(fault::isPossibleFor)) {
                table.append("| ").append(fault.title).append(" |");
                operations.forEach(
                        operation -> table.append(" ").append(cells.getOrDefault(new Meeting(operation, fault), "–")).append(" |"));
                table.append("\n");
            }
        }
        return table.toString();
    }
}
