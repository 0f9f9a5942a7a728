package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads DASH manifests (MPD, ISO/IEC 23009-1) that are complete: {@code type="static"}. Stateless.
 *
 * <p>At most {@link ManifestParser#MOST_BYTES} bytes, {@link ManifestParser#MOST_REFERENCES} files, {@value MpdBase#MOST} alternatives of what a
 * reference is relative to; see {@link MpdXml} for its elements.
 */
final class MpdParser {
    private final MpdReferences references = new MpdReferences();

    private MpdParser() {}

    static List<Reference> parse(byte[] content) throws InvalidManifestException {
        String text = ManifestText.of(content, "a manifest");
        if (!text.stripLeading().startsWith("<")) {
            throw InvalidManifestException.of("does not begin with <, so it is no DASH manifest");
        }
        MpdElement mpd = MpdXml.read(text);
        if (!mpd.name().equals("MPD")) {
            throw mpd.refuse("is no DASH manifest: that begins with <MPD> in the namespace urn:mpeg:dash:schema:mpd:2011");
        }
        requireStatic(mpd);
        return new MpdParser().read(mpd);
    }

    private static void requireStatic(MpdElement mpd) throws InvalidManifestException {
        Text type = mpd.attribute("type");
        if (type != null && type.value().equals("dynamic")) {
            throw InvalidManifestException.at(type.line(), type.value(),
                    "is the type of a manifest that is still being written: publish the job when the presentation is complete and its type static");
        }
        if (type != null && !type.value().equals("static")) {
            throw InvalidManifestException.at(type.line(), type.value(), "is no type of a manifest; static is the one that is followed");
        }
    }

    private List<Reference> read(MpdElement mpd) throws InvalidManifestException {
        List<MpdBase> bases = MpdBase.of(List.of(MpdBase.ROOT), mpd);
        for (MpdElement set : mpd.children("InitializationSet")) {
            references.add(bases, set.attribute("initialization"));
        }
        List<MpdElement> periods = mpd.children("Period");
        List<MpdDuration> durations = MpdDuration.ofPeriods(mpd, periods);
        for (int i = 0; i < periods.size(); i++) {
            period(bases, periods.get(i), durations.get(i));
        }
        return references.all();
    }

    private void period(List<MpdBase> above, MpdElement period, MpdDuration duration) throws InvalidManifestException {
        List<MpdBase> bases = MpdBase.of(above, period);
        MpdSegments segments = MpdSegments.of(null, period);
        for (MpdElement set : period.children("AdaptationSet")) {
            List<MpdBase> basesOfSet = MpdBase.of(bases, set);
            MpdSegments segmentsOfSet = MpdSegments.of(segments, set);
            for (MpdElement each : set.children("Representation")) {
                representation(MpdBase.of(basesOfSet, each), MpdSegments.of(segmentsOfSet, each), each, duration);
            }
        }
    }

    private void representation(List<MpdBase> bases, @Nullable MpdSegments segments, MpdElement representation, MpdDuration duration)
            throws InvalidManifestException {
        if (segments == null) {
            references.addBases(bases, representation);
            return;
        }
        segments.addOwnFiles(references, bases, representation);
        switch (segments.kind()) {
            case BASE -> references.addBases(bases, representation);
            case LIST -> list(bases, segments, representation);
            case TEMPLATE -> new MpdTemplates(references, bases, segments, representation).add(duration);
        }
    }

    private void list(List<MpdBase> bases, MpdSegments segments, MpdElement representation) throws InvalidManifestException {
        List<MpdElement> urls = segments.children("SegmentURL");
        if (urls.isEmpty()) {
            throw representation.refuse("has a SegmentList without a SegmentURL, so it names no segment");
        }
        for (MpdElement url : urls) {
            Text media = url.attribute("media");
            if (media == null) {
                references.addBases(bases, url);
            } else {
                references.add(bases, media);
            }
            references.add(bases, url.attribute("index"));
        }
    }
}
