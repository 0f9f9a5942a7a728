package dev.longshore.worker.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, in order; written only where somebody wants to read it. */
final class Trace {
    private final @Nullable List<String> lines;

    private Trace(@Nullable List<String> lines) {
        this.lines = lines;
    }

    static Trace none() {
        return new Trace(null);
    }

    static Trace kept() {
        return new Trace(new ArrayList<>());
    }

    void add(long now, Strand caller, Op op, Fault fault, String about) {
        if (lines != null) {
            line(now, caller + " " + op + " " + about + (fault == Fault.NONE ? "" : " !" + fault));
        }
    }

    void effect(long now, Strand caller, Op op) {
        if (lines != null) {
            line(now, "  " + op + " of " + caller + " takes effect");
        }
    }

    void add(long now, Object who, String what, Object about) {
        if (lines != null) {
            line(now, who + " " + what + " " + about);
        }
    }

    private void line(long now, String text) {
        if (lines != null) {
            lines.add(String.format(Locale.ROOT, "%10.3f %s", now / 1e9, text));
        }
    }

    List<String> lines() {
        return lines == null ? List.of() : List.copyOf(lines);
    }
}
