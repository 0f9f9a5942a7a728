package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of an MPD with the JDK's parser, and keeps the elements that files can depend on.
 *
 * <p>There are no document types, so no entities but XML's own five; nothing is fetched. At most {@value #MOST_DEPTH} elements within each other,
 * {@value #MOST_KEPT} that are kept, {@value #MOST_ATTRIBUTES} attributes an element, {@value #ATTRIBUTE_MOST} characters an attribute.
 */
final class MpdXml {
    static final int MOST_DEPTH = 64;
    static final int MOST_KEPT = 200_000;
    static final int MOST_ATTRIBUTES = 200;
    static final int ATTRIBUTE_MOST = 65_536;
    /** Of a BaseURL and a template: a path of the most bytes, each of them escaped, and as much again for a query. */
    static final int URI_MOST = 6 * Reference.PATH_MOST_BYTES;

    private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /** Where an element that names files, or that files depend on, may stand (ISO/IEC 23009-1). */
    private static final Map<String, Set<String>> PARENTS = Map.ofEntries(
            Map.entry("Period", Set.of("MPD")),
            Map.entry("InitializationSet", Set.of("MPD")),
            Map.entry("AdaptationSet", Set.of("Period")),
            Map.entry("Representation", Set.of("AdaptationSet")),
            Map.entry("BaseURL", Set.of("MPD", "Period", "AdaptationSet", "Representation")),
            Map.entry("SegmentBase", Set.of("Period", "AdaptationSet", "Representation")),
            Map.entry("SegmentList", Set.of("Period", "AdaptationSet", "Representation")),
            Map.entry("SegmentTemplate", Set.of("Period", "AdaptationSet", "Representation")),
            Map.entry("Initialization", Set.of("SegmentBase", "SegmentList", "SegmentTemplate")),
            Map.entry("RepresentationIndex", Set.of("SegmentBase", "SegmentList", "SegmentTemplate")),
            Map.entry("BitstreamSwitching", Set.of("SegmentList", "SegmentTemplate")),
            Map.entry("SegmentURL", Set.of("SegmentList")),
            Map.entry("SegmentTimeline", Set.of("SegmentList", "SegmentTemplate")),
            Map.entry("S", Set.of("SegmentTimeline")));
    private static final Map<String, String> REFUSED = Map.of(
            "ContentSteering", "needs a steering server; remove it",
            "ImportedMPD", "is another manifest; write its periods into this one",
            "Pattern", "is a pattern of segments, which is not followed; write each S");
    private static final Set<String> ATTRIBUTES = Set.of(
            "type", "mediaPresentationDuration", "start", "duration", "id", "bandwidth", "media", "index", "initialization",
            "bitstreamSwitching", "sourceURL", "timescale", "startNumber", "endNumber", "presentationTimeOffset", "t", "d", "r", "n", "k");
    /** Theirs is what an application puts there. */
    private static final Set<String> OPAQUE = Set.of("Event", "ContentProtection", "EssentialProperty", "SupplementalProperty");

    private final String text;
    private final TagLines lines;
    private final Deque<MpdElement> open = new ArrayDeque<>();
    private int kept;

    private MpdXml(String text) {
        this.text = text;
        this.lines = new TagLines(text);
    }

    /** The root element. */
    static MpdElement read(String text) throws InvalidManifestException {
        return new MpdXml(text).read();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
        factory.setProperty("jdk.xml.maxXMLNameLimit", "1000");
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing outside the manifest is read");
        });
        return factory;
    }

    private MpdElement read() throws InvalidManifestException {
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(new StringReader(text));
            requireUtf8(reader);
            return elements(reader);
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            throw malformed(at == null ? 1 : at.getLineNumber(), e.getMessage());
        } catch (RuntimeException e) {
            throw malformed(reader == null ? 1 : reader.getLocation().getLineNumber(), e.getMessage());
        }
    }

    private MpdElement elements(XMLStreamReader reader) throws XMLStreamException, InvalidManifestException {
        MpdElement root = null;
        int depth = 0;
        int skipped = Integer.MAX_VALUE;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw at(reader, "<!DOCTYPE", "is a document type; write the manifest without one");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                requireModest(reader, depth);
                if (depth < skipped && isOpaque(reader)) {
                    skipped = depth;
                } else if (depth < skipped) {
                    root = start(reader, root);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth < skipped) {
                    open.pop();
                }
                skipped = depth == skipped ? Integer.MAX_VALUE : skipped;
                depth--;
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) && depth < skipped) {
                characters(reader.getText());
            }
        }
        if (root == null) {
            throw InvalidManifestException.of("has no <MPD> element of the namespace " + NAMESPACE + ", so it is no DASH manifest");
        }
        return root;
    }

    private void characters(String more) throws InvalidManifestException {
        MpdElement inner = open.peek();
        if (inner != null && inner.name().equals("BaseURL")) {
            inner.append(more);
        }
    }

    private static boolean isOpaque(XMLStreamReader reader) {
        return !isDash(reader) || OPAQUE.contains(reader.getLocalName());
    }

    private static boolean isDash(XMLStreamReader reader) {
        String namespace = reader.getNamespaceURI();
        return namespace != null && namespace.toLowerCase(Locale.ROOT).equals(NAMESPACE);
    }

    private MpdElement start(XMLStreamReader reader, @Nullable MpdElement root) throws InvalidManifestException {
        String name = reader.getLocalName();
        MpdElement parent = open.peek();
        if (reader.getAttributeValue(XLINK, "href") != null) {
            throw at(reader, "xlink:href", "on <" + name + "> names something outside the manifest; write it into the manifest");
        }
        String refused = REFUSED.get(name);
        if (refused != null) {
            throw at(reader, "<" + name + ">", refused);
        }
        Set<String> parents = PARENTS.get(name);
        if (parents != null && (parent == null || !parents.contains(parent.name()))) {
            String place = parent == null ? "is the root" : "stands in <" + parent.name() + ">";
            throw at(reader, "<" + name + ">", place + ", where DASH has none, so it is not clear what it names");
        }
        MpdElement element = element(reader, name);
        if (parent != null && parents != null) {
            parent.append(element);
            kept++;
            if (kept > MOST_KEPT) {
                throw at(reader, "<" + name + ">", "is one element too many: at most " + MOST_KEPT + " that name files are read");
            }
        }
        open.push(element);
        return root == null ? element : root;
    }

    private MpdElement element(XMLStreamReader reader, String name) {
        TagLines.Tag tag = lines.endingAt(reader.getLocation());
        Map<String, Text> attributes = new HashMap<>(4);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            String namespace = reader.getAttributeNamespace(i);
            if (ATTRIBUTES.contains(attribute) && (namespace == null || namespace.isEmpty())) {
                attributes.put(attribute, new Text(reader.getAttributeValue(i), tag.lineOf(attribute)));
            }
        }
        return new MpdElement(name, tag.line(), attributes);
    }

    private void requireModest(XMLStreamReader reader, int depth) throws InvalidManifestException {
        if (depth > MOST_DEPTH) {
            throw at(reader, "<" + reader.getLocalName() + ">", "stands within more than " + MOST_DEPTH + " elements");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            int length = reader.getAttributeValue(i).length();
            if (length > ATTRIBUTE_MOST) {
                throw at(reader, reader.getAttributeLocalName(i),
                        "is an attribute of " + length + " characters; at most " + ATTRIBUTE_MOST + " are read");
            }
        }
    }

    private static void requireUtf8(XMLStreamReader reader) throws InvalidManifestException {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !Set.of("UTF-8", "UTF8", "US-ASCII", "ASCII").contains(declared.toUpperCase(Locale.ROOT))) {
            throw InvalidManifestException.at(1, declared, "is its declared encoding; write the manifest in UTF-8");
        }
    }

    private InvalidManifestException at(XMLStreamReader reader, String what, String problem) {
        return InvalidManifestException.at(lines.endingAt(reader.getLocation()).line(), what, problem);
    }

    /** The JDK's message has a head of its own with row and column. */
    private InvalidManifestException malformed(int line, @Nullable String message) {
        String full = String.valueOf(message);
        String told = full.substring(full.indexOf("Message: ") < 0 ? 0 : full.indexOf("Message: ") + "Message: ".length());
        String problem = "is no well-formed XML: " + InvalidManifestException.shown(told);
        return InvalidManifestException.at(Math.max(line, 1), lines.line(line), problem);
    }
}
