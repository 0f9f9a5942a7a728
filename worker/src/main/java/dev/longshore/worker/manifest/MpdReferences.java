package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import dev.longshore.worker.manifest.Reference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an MPD has named so far, each file once. At most {@value #MOST_MENTIONS} times anything is named. */
final class MpdReferences {
    static final int MOST_MENTIONS = 200_000;

    private final Map<String, Reference> references = new LinkedHashMap<>();
    private int mentions;

    void add(List<MpdBase> bases, @Nullable Text uri) throws InvalidManifestException {
        if (uri != null) {
            add(bases, uri.value(), uri.line(), Kind.FILE);
        }
    }

    void add(List<MpdBase> bases, String uri, int line, Kind kind) throws InvalidManifestException {
        for (MpdBase base : bases) {
            put(RelativePath.of(base.path(), uri, line), uri, line, kind);
        }
    }

    /**
     * The bases themselves as files.
     *
     * @param user what has no other file to name
     */
    void addBases(List<MpdBase> bases, MpdElement user) throws InvalidManifestException {
        for (MpdBase base : bases) {
            if (!RelativePath.isFile(base.path())) {
                throw user.refuse("names no file, and "
                        + (base.line() == 0 ? "no BaseURL does" : "the BaseURL of line " + base.line() + " is a folder"));
            }
            put(base.path(), base.path(), base.line(), Kind.FILE);
        }
    }

    private void put(String path, String uri, int line, Kind kind) throws InvalidManifestException {
        Reference known = references.get(path);
        if (known == null || known.kind() == Kind.OPTIONAL && kind == Kind.FILE) {
            references.put(path, new Reference(path, line, kind));
        }
        if (references.size() > ManifestParser.MOST_REFERENCES) {
            throw InvalidManifestException
                    .at(line, uri, "is one file too many: a manifest names at most " + ManifestParser.MOST_REFERENCES);
        }
        mentions++;
        if (mentions > MOST_MENTIONS) {
            throw InvalidManifestException.at(line, uri,
                    "is named once too often: a manifest names files at most " + MOST_MENTIONS + " times");
        }
    }

    List<Reference> all() throws InvalidManifestException {
        if (references.isEmpty()) {
            throw InvalidManifestException.of("names no file");
        }
        return new ArrayList<>(references.values());
    }
}
