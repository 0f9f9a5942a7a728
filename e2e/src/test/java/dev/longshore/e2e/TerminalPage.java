package dev.longshore.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Terminals on a page of the browser (xterm.js): they obey what programs write to them and show what a person would see. */
final class TerminalPage {
    private static final Path SOURCE = Path.of("src", "test", "terminal");

    private final Browser browser;

    private TerminalPage(Browser browser) {
        this.browser = browser;
    }

    /** Why there is no such page here; empty if there is, made ready in the folder. */
    static String missing(Path folder) throws Exception {
        for (String name : List.of("package.json", "package-lock.json", "terminal.html")) {
            Files.copy(SOURCE.resolve(name), Files.createDirectories(folder).resolve(name));
        }
        Example page = new Example(folder, List.of());
        String missing = page.missing("npm", "--version");
        return missing.isEmpty() ? page.built("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund") : missing;
    }

    /** A page without terminals. */
    static TerminalPage open(Browser browser, Path folder) throws Exception {
        browser.open(folder.resolve("terminal.html").toUri());
        return new TerminalPage(browser);
    }

    /** Puts a terminal below those that are there. */
    void add(String name, int columns, int rows) throws Exception {
        browser.run("openTerminal(...arguments)", name, columns, rows);
    }

    /** @return the lines on the screen when it has obeyed all of the text */
    List<String> feed(String name, String text) throws Exception {
        return browser.run("return feed(...arguments)", name, text).valueStream().map(JsonNode::asString).toList();
    }

    /** All terminals, without the blank lines at their end. */
    void picture(Path file) throws Exception {
        browser.size(2000, 1200);
        JsonNode size = browser.run("return fit()");
        browser.size(size.get(0).asInt(), size.get(1).asInt());
        browser.screenshot(file);
    }
}
