package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a representation's segments are addressed: its own SegmentBase, SegmentList or SegmentTemplate, and what that inherits from those above. */
final class MpdSegments {
    /** Which of the three it is. */
    enum Kind {
        BASE("SegmentBase"),
        LIST("SegmentList"),
        TEMPLATE("SegmentTemplate");

        private final String element;

        Kind(String element) {
            this.element = element;
        }
    }

    private final Kind kind;
    /** Innermost first. */
    private final List<MpdElement> levels;

    private MpdSegments(Kind kind, List<MpdElement> levels) {
        this.kind = kind;
        this.levels = levels;
    }

    /** @param above what the element inherits */
    static @Nullable MpdSegments of(@Nullable MpdSegments above, MpdElement element) throws InvalidManifestException {
        MpdSegments own = null;
        for (Kind kind : Kind.values()) {
            for (MpdElement each : element.children(kind.element)) {
                if (own != null) {
                    throw each.refuse("stands beside a " + own.kind.element + "; a level has one of them");
                }
                own = new MpdSegments(kind, List.of(each));
            }
        }
        return own == null ? above : above == null ? own : own.below(above);
    }

    private MpdSegments below(MpdSegments above) throws InvalidManifestException {
        if (kind == above.kind) {
            List<MpdElement> all = new ArrayList<>(levels);
            all.addAll(above.levels);
            return new MpdSegments(kind, all);
        }
        if (kind != Kind.BASE && above.kind != Kind.BASE) {
            throw levels.getFirst().refuse("stands below a " + above.kind.element + "; use one of the two at all levels");
        }
        return this;
    }

    Kind kind() {
        return kind;
    }

    InvalidManifestException refuse(String problem) {
        return levels.getFirst().refuse(problem);
    }

    @Nullable Text attribute(String name) {
        for (MpdElement level : levels) {
            Text text = level.attribute(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The innermost level's that has any. */
    List<MpdElement> children(String name) {
        for (MpdElement level : levels) {
            List<MpdElement> children = level.children(name);
            if (!children.isEmpty()) {
                return children;
            }
        }
        return List.of();
    }

    /** The timeline, unless a level further in has a duration. */
    @Nullable MpdElement timeline() throws InvalidManifestException {
        for (MpdElement level : levels) {
            List<MpdElement> timelines = level.children("SegmentTimeline");
            if (timelines.size() > 1) {
                throw timelines.get(1).refuse("is the second one here");
            }
            if (!timelines.isEmpty()) {
                return timelines.getFirst();
            }
            if (level.attribute("duration") != null) {
                return null;
            }
        }
        return null;
    }

    /** Initialization, index and switching files that are named without a template; without a name they are parts of the base. */
    void addOwnFiles(MpdReferences references, List<MpdBase> bases, MpdElement representation) throws InvalidManifestException {
        for (String name : List.of("Initialization", "RepresentationIndex", "BitstreamSwitching")) {
            for (MpdElement child : children(name)) {
                if (child.attribute("sourceURL") == null) {
                    references.addBases(bases, child);
                } else {
                    references.add(bases, child.attribute("sourceURL"));
                }
            }
        }
    }

    /** @throws InvalidManifestException if it is no whole number, or less than {@code least} */
    long number(String name, long least, long otherwise) throws InvalidManifestException {
        return number(attribute(name), least, otherwise);
    }

    static long number(@Nullable Text text, long least, long otherwise) throws InvalidManifestException {
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.value().strip());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the message below holds for text, too
        }
        throw InvalidManifestException
                .at(text.line(), text.value(), "is no whole number from " + least + " to " + Long.MAX_VALUE);
    }
}
