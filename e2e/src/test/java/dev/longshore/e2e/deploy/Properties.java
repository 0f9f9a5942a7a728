package dev.longshore.e2e.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which environment variables mean something to a program of ours. */
record Properties(Set<String> squeezed) {
    private static final Pattern ROW = Pattern.compile("^\\| `(longshore\\.[a-z.-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern MAPS = Pattern.compile("longshore(sourceroots|credentials|sealkeys)[a-z0-9]+");

    /** The properties that docs/configuration.md lists; a test of the worker keeps that list complete. */
    static Properties documented() throws IOException {
        return documented("configuration.md");
    }

    /** The properties that a page of the documentation lists. */
    static Properties documented(String name) throws IOException {
        String page = Files.readString(Path.of("..", "docs", name));
        return new Properties(ROW.matcher(page).results().map(row -> squeeze(row.group(1))).collect(Collectors.toUnmodifiableSet()));
    }

    boolean know(String variable) {
        String name = squeeze(variable);
        return squeezed.contains(name) || MAPS.matcher(name).matches();
    }

    /** As Spring compares them. */
    private static String squeeze(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
