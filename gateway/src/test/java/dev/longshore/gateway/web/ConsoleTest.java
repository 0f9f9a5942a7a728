package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** The console's files, which anybody may read: they hold no data. */
class ConsoleTest extends WebTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");
    private static final int FEW_BYTES = 60_000;

    @Test
    void theRootIsTheConsole() throws Exception {
        assertThat(file("/").getForwardedUrl()).isEqualTo("index.html");
        MockHttpServletResponse page = file("/index.html");
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentType()).startsWith("text/html");
    }

    @Test
    void thePageRunsNoScriptAndNoStyleButItsOwnFiles() throws Exception {
        MockHttpServletResponse page = file("/index.html");
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "frame-ancestors 'none'",
                        "base-uri 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Set-Cookie")).isNull();
        assertThat(page.getContentAsString()).doesNotContain("style=", "onclick", "http://", "https://").doesNotContain("<style");
    }

    @Test
    void everythingThatItNamesIsServedAndIsSmall() throws Exception {
        long total = 0;
        for (String path : LINK.matcher(file("/index.html").getContentAsString()).results().map(link -> "/" + link.group(1)).toList()) {
            MockHttpServletResponse part = file(path);
            assertThat(part.getStatus()).as(path).isEqualTo(200);
            total += path.endsWith(".yaml") ? 0 : part.getContentAsByteArray().length;
        }
        for (String module : modules()) {
            MockHttpServletResponse part = file("/console/" + module);
            assertThat(part.getStatus()).as(module).isEqualTo(200);
            assertThat(part.getContentType()).as(module).startsWith("text/javascript");
            total += part.getContentAsByteArray().length;
        }
        assertThat(total).isBetween(10_000L, (long) FEW_BYTES);
    }

    @Test
    void dataBecomesTextAndTheTokenStaysInTheTab() throws Exception {
        for (String module : modules()) {
            assertThat(file("/console/" + module).getContentAsString()).as(module)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage",
                            "document.cookie");
        }
    }

    @Test
    void nothingElseIsOpen() throws Exception {
        assertThat(file("/console/none.js").getStatus()).isEqualTo(404);
        assertThat(file("/console").getStatus()).isEqualTo(401);
        assertThat(file("/console/").getStatus()).isEqualTo(401);
        assertThat(file("/application.yml").getStatus()).isEqualTo(401);
    }

    private List<String> modules() throws Exception {
        String main = file("/console/console.js").getContentAsString();
        List<String> imported = IMPORT.matcher(main).results().map((MatchResult found) -> found.group(1)).toList();
        assertThat(imported).contains("api.js", "list.js", "detail.js", "view.js");
        return imported;
    }

    private MockHttpServletResponse file(String path) throws Exception {
        return mvc.perform(get(path)).andReturn().getResponse();
    }
}
