package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.GatewayProcess;
import dev.longshore.sandbox.process.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway's console in a headless Chromium, as somebody uses it, in front of a real broker, a worker and the emulator. With
 * {@code -Dlongshore.docs.images=FOLDER} the documentation's pictures go there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
    private static final String TOKEN = "a-token-for-the-console-it-0123456789";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CROWD = 10_000;
    private static final String HOSTILE_ID = "<img/src=x/onerror=document.title='owned'>";
    private static final String HOSTILE_NAME = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static GatewayProcess gateway;
    private static GatewayCaller caller;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(dir.resolve("browser"), FreePorts.pick());
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withEmulatorArgs("--bandwidth=4MiB"));
        fleet.addWorkers("worker-a");
        gateway = fleet.addGateway("gateway", TOKEN);
        caller = new GatewayCaller(gateway.address(), TOKEN);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @BeforeEach
    void atHome() throws Exception {
        browser.size(1200, 760);
        browser.dark(false);
        browser.open(gateway.address());
        if (browser.run("return sessionStorage.length").asInt() > 0) {
            await("signed in still").atMost(PATIENCE).until(() -> browser.shows("#console"));
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() throws Exception {
        assertThat(browser.troubles()).filteredOn(trouble -> !trouble.contains("401") && !trouble.contains("ERR_BLOCKED_BY_CLIENT"))
                .isEmpty();
        assertThat(browser.run("return document.title").asString()).isEqualTo("Longshore");
    }

    @Test
    @Order(1)
    void aWrongTokenIsRefusedAndARightOneShowsThatThereIsNothing() throws Exception {
        await().atMost(PATIENCE).until(() -> browser.focused("#token"));
        browser.type("a-wrong-token-0123456789" + Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.text("#notice").contains("know that token"));
        assertThat(browser.shows("#notice")).isTrue();
        assertThat(browser.shows("#console")).isFalse();
        assertThat(browser.run("return sessionStorage.length").asInt()).isZero();
        browser.type("no token" + Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.text("#notice").contains("no spaces"));
        browser.type(TOKEN + Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.shows("#empty"));
        assertThat(browser.text("#why-empty")).contains("No uploads yet");
        assertThat(browser.shows("#notice")).isFalse();
        assertThat(browser.run("return localStorage.length + document.cookie.length").asInt()).isZero();
        assertThat(browser.run("return document.body.innerText + location.href").asString()).doesNotContain(TOKEN);
    }

    @Test
    @Order(2)
    void anUploadIsShownLiveToItsEnd() throws Exception {
        submit("films/harbour", SampleFiles.random(storage.resolve("films/harbour.mp4"), 40_000_000, 1),
                Map.of("mediaName", "Harbour at dawn"));
        await("it appears").atMost(PATIENCE).until(() -> browser.count("[data-id='films/harbour'] progress") == 1);
        browser.click("[data-id='films/harbour'] button");
        await("the details are ready for the keyboard").atMost(PATIENCE).until(() -> browser.focused("#name"));
        await("bytes").atMost(PATIENCE).until(() -> stored() > 0);
        double first = stored();
        await("more bytes").atMost(PATIENCE).until(() -> stored() > first);
        await("its end").atMost(PATIENCE)
                .until(() -> browser.text("#standing").contains("succeeded") && browser.text("#timeline").contains("committed"));
        assertThat(browser.text("#facts")).contains("Harbour at dawn", "worker-a", "file id");
        assertThat(browser.text("#said")).isEqualTo("films/harbour: succeeded");
        assertThat(browser.shows("#cancel")).isFalse();
        await("the list").atMost(PATIENCE).until(() -> browser.text("[data-id='films/harbour']").startsWith("succeeded"));
        await("the counts").atMost(PATIENCE).until(() -> browser.text("[data-state=succeeded] .count").equals("1"));
    }

    @Test
    @Order(3)
    void aFailureTellsItsCauseAndIsRunAgainByKeyboardOnly() throws Exception {
        Path late = storage.resolve("films/late.mp4");
        submit("films/late", late, Map.of());
        await().atMost(PATIENCE).until(() -> browser.text("[data-id='films/late']").contains("Source.NotFound"));
        await().atMost(PATIENCE).until(() -> browser.focused("#text"));
        tabTo("[data-id='films/late'] button");
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.text("#cause").contains("Check the path"));
        assertThat(browser.text("#cause")).contains("Source.NotFound", "films/late.mp4");
        picture("console-failed.png");
        SampleFiles.random(late, 5000, 9);
        tabTo("#replay");
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.focused("#no"));
        browser.type(Browser.ESCAPE);
        await("nothing yet").atMost(PATIENCE).until(() -> browser.focused("#replay") && !browser.shows("#confirm"));
        assertThat(caller.get("/v1/uploads/films%2Flate").body().get("run").asInt()).isEqualTo(1);
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.focused("#no"));
        browser.shiftTab();
        assertThat(browser.focused("#yes")).isTrue();
        browser.type(Browser.ENTER);
        await("the next run").atMost(PATIENCE).until(() -> browser.text("#standing").contains("succeeded"));
        assertThat(caller.get("/v1/uploads/films%2Flate").body().get("run").asInt()).isEqualTo(2);
        browser.type(Browser.ESCAPE);
        await("back where it was").atMost(PATIENCE)
                .until(() -> browser.focused("[data-id='films/late'] button") && !browser.shows("#detail"));
    }

    @Test
    @Order(4)
    void aScheduledUploadIsCancelledByKeyboardOnly() throws Exception {
        submit("films/sequel", storage.resolve("films/late.mp4"), Map.of("notBefore", tomorrow()));
        await().atMost(PATIENCE).until(() -> browser.text("[data-id='films/sequel']").startsWith("scheduled"));
        tabTo("[data-id='films/sequel'] button");
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.shows("#cancel"));
        tabTo("#cancel");
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.focused("#no"));
        browser.shiftTab();
        browser.type(Browser.ENTER);
        await().atMost(PATIENCE).until(() -> browser.text("#cause").contains("Cancelled.OnRequest"));
        assertThat(caller.get("/v1/uploads/films%2Fsequel").body().get("state").asString()).isEqualTo("cancelled");
        await("focus isn't lost with the button").atMost(PATIENCE).until(() -> browser.focused("#detail *"));
    }

    @Test
    @Order(5)
    void whatPublishersWriteIsTextAndNothingElse() throws Exception {
        submit(HOSTILE_ID, storage.resolve("nowhere.mp4"), Map.of("mediaName", HOSTILE_NAME));
        await().atMost(PATIENCE)
                .until(() -> browser.text("#uploads").contains(HOSTILE_ID) && browser.text("#uploads").contains(HOSTILE_NAME));
        await().atMost(PATIENCE).until(() -> browser.text("#uploads li").contains("Source.NotFound"));
        browser.click("#uploads li button");
        await().atMost(PATIENCE).until(() -> browser.text("#cause").contains("Source.NotFound"));
        assertThat(browser.text("#name")).isEqualTo(HOSTILE_ID);
        assertThat(browser.text("#facts")).contains(HOSTILE_NAME);
        assertThat(browser.count("img, body script, #uploads [onerror]")).isZero();
        assertThat(browser.run("try { document.body.innerHTML = '<b>x</b>'; return 'set'; } catch (refused) { return refused.name; }")
                .asString())
                .as("the browser itself refuses markup from strings")
                .isEqualTo("TypeError");
        browser.troubles();
    }

    @Test
    @Order(6)
    void theListIsNarrowedByTextAndByState() throws Exception {
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 4);
        browser.click("[data-state=failed]");
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 1 && browser.text("#said").equals("1 upload"));
        browser.click("[data-state=failed]");
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 4);
        browser.click("h1");
        browser.type("/HARBOUR");
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 1 && browser.count("[data-id='films/harbour']") == 1);
        browser.type("xyz");
        await().atMost(PATIENCE).until(() -> browser.shows("#empty") && browser.text("#why-empty").equals("No upload fits."));
        browser.click("#all");
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 4 && browser.focused("#text"));
        tabTo(".row");
        browser.type(Browser.DOWN);
        assertThat(browser.focused("#uploads > li:nth-child(2) .row")).isTrue();
    }

    @Test
    @Order(7)
    void aGatewayOutOfReachIsToldUntilItIsBack() throws Exception {
        browser.block("*/v1/*");
        await().atMost(PATIENCE).until(() -> browser.text("#notice").contains("can’t be reached"));
        assertThat(browser.count("#uploads > li")).as("what was known stays").isEqualTo(4);
        browser.block();
        await().atMost(PATIENCE).until(() -> !browser.shows("#notice"));
    }

    @Test
    @Order(8)
    void itFitsNarrowAndWideLightAndDark() throws Exception {
        submit("films/lighthouse", SampleFiles.random(storage.resolve("films/lighthouse.mp4"), 60_000_000, 2),
                Map.of("mediaName", "The lighthouse"));
        submit("films/tide", SampleFiles.random(storage.resolve("films/tide.mp4"), 30_000_000, 3), Map.of());
        browser.type("films");
        await().atMost(PATIENCE).until(() -> browser.count("#uploads > li") == 5);
        await("bytes").atMost(PATIENCE).until(() -> browser.run("return document.querySelector('progress')?.value ?? 0").asDouble() > 0);
        browser.click("[data-id='films/lighthouse'] button");
        await().atMost(PATIENCE).until(() -> stored() > 0);
        picture("console-light.png");
        noSidewaysScrolling();
        browser.type(Browser.ESCAPE);
        browser.dark(true);
        browser.size(360, 740);
        picture("console-dark-narrow.png");
        noSidewaysScrolling();
        String dark = browser.run("return getComputedStyle(document.body).backgroundColor").asString();
        browser.click("[data-id='films/lighthouse'] button");
        await().atMost(PATIENCE).until(() -> browser.shows("#facts dd") && !browser.shows("#uploads"));
        noSidewaysScrolling();
        browser.dark(false);
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor").asString()).isNotEqualTo(dark);
    }

    @Test
    @Order(9)
    void amongTenThousandUploadsOneIsFound() throws Exception {
        for (int from = 0; from < CROWD; from += 500) {
            List<Map<String, String>> jobs = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                jobs.add(Map.of("jobId", "crowd-" + i, "mediaFilePath", storage.resolve("films/late.mp4").toString(), "notBefore",
                        tomorrow()));
            }
            assertThat(caller.post("/v1/uploads", GatewayCaller.json(Map.of("jobs", jobs))).status()).isEqualTo(202);
        }
        await("all are told").atMost(PATIENCE).until(() -> browser.text("[data-state=scheduled] .count").equals("10,000"));
        assertThat(browser.count("#uploads > li")).as("a page, not all").isEqualTo(50);
        browser.click("#older");
        await().atMost(PATIENCE).until(() -> browser.text("#page").equals("Page 2") && browser.count("#uploads > li") == 50);
        browser.click("#text");
        browser.type("crowd-7431");
        await("found").atMost(PATIENCE)
                .until(() -> browser.count("#uploads > li") == 1 && browser.count("[data-id=crowd-7431]") == 1);
        double millis = browser
                .run("return Math.max(...performance.getEntriesByType('resource').filter(each => each.name.includes('text=crowd-7431'))"
                        + ".map(each => each.duration))")
                .asDouble();
        System.out.printf("search among %d uploads: %.0f ms%n", CROWD, millis);
    }

    private static void submit(String id, Path file, Map<String, String> more) throws Exception {
        Map<String, String> job = new HashMap<>(more);
        job.put("jobId", id);
        job.put("mediaFilePath", "media:" + storage.relativize(file));
        GatewayCaller.Answer answer = caller.post("/v1/uploads", GatewayCaller.json(job));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    /** With its seconds, also where they are none. */
    private static String tomorrow() {
        return Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The bytes that the details' bar shows; all, once it has ended. */
    private static double stored() throws Exception {
        return browser.run(
                "return document.querySelector('#standing progress')?.value ?? (document.querySelector('#standing .succeeded') ? 1e15 : 0)")
                .asDouble();
    }

    /** Tabs on until the element has the focus, which must be seen. */
    private static void tabTo(String selector) throws Exception {
        for (int i = 0; i < 60 && !browser.focused(selector); i++) {
            browser.type(Browser.TAB);
        }
        assertThat(browser.focused(selector)).as("reached by Tab: " + selector).isTrue();
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle").asString()).as("outline").isEqualTo("solid");
    }

    private static void noSidewaysScrolling() throws Exception {
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").asInt())
                .isLessThanOrEqualTo(0);
    }

    private static void picture(String name) throws Exception {
        browser.screenshot(Path.of(System.getProperty("longshore.docs.images", dir.toString())).resolve(name));
    }
}
