package dev.longshore.worker.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element of an MPD that files can depend on, and where it stands. */
final class MpdElement {
    /**
     * A value with the line that has it.
     *
     * @param value of an attribute, or the text of an element
     */
    record Text(String value, int line) {}

    private final String name;
    private final int line;
    private final Map<String, Text> attributes;
    private Map<String, List<MpdElement>> children = Map.of();
    private String text = "";

    /** @param line of its tag's first character */
    MpdElement(String name, int line, Map<String, Text> attributes) {
        this.name = name;
        this.line = line;
        this.attributes = Map.copyOf(attributes);
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    @Nullable Text attribute(String attribute) {
        return attributes.get(attribute);
    }

    Text text() {
        return new Text(text.strip(), line);
    }

    void append(String more) throws InvalidManifestException {
        if (text.length() + more.length() > MpdXml.URI_MOST) {
            throw InvalidManifestException.at(line, text + more, "is a URL of more than " + MpdXml.URI_MOST + " characters");
        }
        text = text + more;
    }

    void append(MpdElement child) {
        if (children.isEmpty()) {
            children = new HashMap<>(4);
        }
        children.computeIfAbsent(child.name, _ -> new ArrayList<>(1)).add(child);
    }

    List<MpdElement> children(String wanted) {
        return children.getOrDefault(wanted, List.of());
    }

    InvalidManifestException refuse(String problem) {
        return InvalidManifestException.at(line, "<" + name + ">", problem);
    }
}
