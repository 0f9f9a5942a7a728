package dev.longshore.sandbox.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build's programs and jars lie. */
public final class Checkout {
    /** Names the checkout, where it isn't found by itself. */
    public static final String HOME = "longshore.home";

    private Checkout() {}

    /** @throws IllegalStateException if this doesn't run inside one, and {@link #HOME} isn't set */
    public static Path home() {
        String named = System.getProperty(HOME);
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("worker")) && Files.isDirectory(at.resolve("sandbox"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside a checkout of Longshore: set -D" + HOME);
    }
}
