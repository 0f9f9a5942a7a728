package dev.longshore.sandbox.vod;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The files of each Representation of an MPD (ISO/IEC 23009-1): those of its SegmentTemplate or SegmentList, else its BaseURL. Reads what packagers
 * write: no repetition up to the next point in time ({@code r="-1"}), no XLink, no templates of base URLs, no index files.
 */
final class DashSegments {
    private static final int MOST = 100_000;
    private static final Pattern IDENTIFIER = Pattern.compile("\\$(RepresentationID|Number|Time|Bandwidth|)(?:%0(\\d{1,2})d)?\\$");

    private final Set<String> files = new LinkedHashSet<>();

    private DashSegments() {}

    static List<String> of(String mpd) throws VodException {
        try {
            Element root = builder().parse(new InputSource(new StringReader(mpd))).getDocumentElement();
            if (!"MPD".equals(root.getLocalName())) {
                throw unreadable();
            }
            DashSegments segments = new DashSegments();
            segments.ofPeriods(root);
            return List.copyOf(segments.files);
        } catch (SAXException | NumberFormatException | DateTimeException e) {
            throw unreadable();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("a text can be read and every Java platform has a parser", e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setExpandEntityReferences(false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder;
    }

    private static VodException unreadable() {
        return VodException.badValue("MediaManifestContent", "is not a DASH manifest");
    }

    private void ofPeriods(Element mpd) throws VodException {
        for (Element period : children(mpd, "Period")) {
            String duration =
                    period.hasAttribute("duration") ? period.getAttribute("duration") : mpd.getAttribute("mediaPresentationDuration");
            for (Element set : children(period, "AdaptationSet")) {
                for (Element representation : children(set, "Representation")) {
                    ofRepresentation(List.of(representation, set, period, mpd), duration);
                }
            }
        }
    }

    /** @param levels from the Representation outwards */
    private void ofRepresentation(List<Element> levels, String duration) throws VodException {
        String base = base(levels);
        List<Element> templates = levels.stream().flatMap(level -> children(level, "SegmentTemplate").stream()).toList();
        List<Element> lists = levels.stream().flatMap(level -> children(level, "SegmentList").stream()).toList();
        if (!templates.isEmpty()) {
            ofTemplate(new Template(levels.getFirst(), templates), base, duration);
        } else if (!lists.isEmpty()) {
            children(lists.getFirst(), "Initialization").forEach(file -> add(base, file.getAttribute("sourceURL")));
            children(lists.getFirst(), "SegmentURL").forEach(file -> add(base, file.getAttribute("media")));
        } else {
            add("", base);
        }
    }

    private static String base(List<Element> levels) {
        String base = "";
        for (Element level : levels.reversed()) {
            for (Element url : children(level, "BaseURL").stream().limit(1).toList()) {
                base = base.substring(0, base.lastIndexOf('/') + 1) + url.getTextContent().strip();
            }
        }
        return base;
    }

    private void ofTemplate(Template template, String base, String duration) throws VodException {
        add(base, template.fill(template.attribute("initialization", ""), 0, 0));
        String media = template.attribute("media", "");
        long number = Long.parseLong(template.attribute("startNumber", "1"));
        for (long time : template.times(duration)) {
            add(base, template.fill(media, number++, time));
        }
    }

    private void add(String base, String file) {
        String path = base.substring(0, base.lastIndexOf('/') + 1) + file;
        if (!file.isEmpty() && !path.endsWith("/")) {
            files.add(path);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    /**
     * A SegmentTemplate with what it takes over from the levels above.
     *
     * @param inherited from the innermost outwards
     */
    private record Template(Element representation, List<Element> inherited) {

        String attribute(String name, String otherwise) {
            return inherited.stream()
                    .filter(level -> level.hasAttribute(name))
                    .findFirst()
                    .map(level -> level.getAttribute(name))
                    .orElse(otherwise);
        }

        /** When the segments begin, in the template's time scale. */
        List<Long> times(String duration) throws VodException {
            List<Element> timelines = inherited.stream().flatMap(level -> children(level, "SegmentTimeline").stream()).toList();
            return timelines.isEmpty() ? evenly(duration) : listed(timelines.getFirst());
        }

        private static List<Long> listed(Element timeline) throws VodException {
            List<Long> times = new ArrayList<>();
            long time = 0;
            for (Element run : children(timeline, "S")) {
                time = run.hasAttribute("t") ? Long.parseLong(run.getAttribute("t")) : time;
                long repeats = run.hasAttribute("r") ? Long.parseLong(run.getAttribute("r")) : 0;
                if (repeats < 0 || times.size() + repeats >= MOST) {
                    throw new VodException("InvalidParameterValue",
                            "The sandbox reads a SegmentTimeline of at most " + MOST + " counted segments.");
                }
                for (long i = 0; i <= repeats; i++) {
                    times.add(time);
                    time += Long.parseLong(run.getAttribute("d"));
                }
            }
            return times;
        }

        private List<Long> evenly(String duration) throws VodException {
            long scale = Long.parseLong(attribute("timescale", "1"));
            long each = Long.parseLong(attribute("duration", "0"));
            Duration whole = duration.isEmpty() ? Duration.ZERO : Duration.parse(duration);
            long count = each <= 0 ? 0 : Math.ceilDiv(whole.toMillis() * scale, each * 1000);
            if (count <= 0 || count > MOST) {
                throw unreadable();
            }
            List<Long> times = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                times.add(i * each);
            }
            return times;
        }

        String fill(String pattern, long number, long time) {
            return IDENTIFIER.matcher(pattern).replaceAll(match -> Matcher.quoteReplacement(switch (match.group(1)) {
                case "RepresentationID" -> representation.getAttribute("id");
                case "Bandwidth" -> padded(match.group(2), Long.parseLong(representation.getAttribute("bandwidth")));
                case "Number" -> padded(match.group(2), number);
                case "Time" -> padded(match.group(2), time);
                default -> "$";
            }));
        }

        private static String padded(@Nullable String width, long value) {
            return width == null ? String.valueOf(value) : ("%0" + Integer.parseInt(width) + "d").formatted(value);
        }
    }
}
