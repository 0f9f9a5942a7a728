package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import dev.longshore.worker.manifest.Reference.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the files of one representation that has a SegmentTemplate. */
final class MpdTemplates {
    private final MpdReferences references;
    private final List<MpdBase> bases;
    private final MpdSegments segments;
    private final MpdElement representation;

    MpdTemplates(MpdReferences references, List<MpdBase> bases, MpdSegments segments, MpdElement representation) {
        this.references = references;
        this.bases = bases;
        this.segments = segments;
        this.representation = representation;
    }

    void add(MpdDuration period) throws InvalidManifestException {
        for (String once : List.of("initialization", "bitstreamSwitching")) {
            UrlTemplate template = template(once);
            if (template != null && template.isOfSegments()) {
                throw template.refuse("is the " + once + " of all segments, so it can't have $Number$ or $Time$");
            }
            name(template, 0, 0, Kind.FILE);
        }
        UrlTemplate media = template("media");
        UrlTemplate index = template("index");
        if (media == null) {
            throw segments.refuse("has no media, here and above, so it names no segment");
        }
        if (index != null && !index.isOfSegments()) {
            name(index, 0, 0, Kind.FILE);
        }
        if (!media.isOfSegments()) {
            name(media, 0, 0, Kind.FILE);
        }
        List<UrlTemplate> ofSegments = index != null && index.isOfSegments() ? List.of(media, index) : List.of(media);
        if (ofSegments.stream().anyMatch(UrlTemplate::isOfSegments)) {
            new SegmentNumbers(segments, period).each((number, time, kind) -> {
                for (UrlTemplate each : ofSegments) {
                    name(each, number, time, kind);
                }
            }, ofSegments.stream().anyMatch(each -> each.has("Time")));
        }
    }

    private @Nullable UrlTemplate template(String attribute) throws InvalidManifestException {
        Text text = segments.attribute(attribute);
        return text == null ? null : UrlTemplate.of(text).with(representation.attribute("id"), representation.attribute("bandwidth"));
    }

    private void name(@Nullable UrlTemplate template, long number, long time, Kind kind) throws InvalidManifestException {
        if (template != null) {
            references.add(bases, template.of(number, time), template.line(), kind);
        }
    }
}
