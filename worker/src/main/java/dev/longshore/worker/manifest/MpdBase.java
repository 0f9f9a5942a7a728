package dev.longshore.worker.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * What references are relative to.
 *
 * @param path as {@link RelativePath#base} gives it
 * @param line of the innermost BaseURL; 0 if there is none
 */
record MpdBase(String path, int line) {
    /** The manifest's folder. */
    static final MpdBase ROOT = new MpdBase("", 0);

    static final int MOST = 16;

    /** Each of several BaseURLs is an alternative that a player may choose, so what they name must be there under each. */
    static List<MpdBase> of(List<MpdBase> above, MpdElement element) throws InvalidManifestException {
        List<MpdElement> urls = element.children("BaseURL");
        if (urls.isEmpty()) {
            return above;
        }
        if (urls.size() > MOST) {
            throw tooMany(urls.get(MOST));
        }
        List<MpdBase> bases = new ArrayList<>();
        for (MpdBase base : above) {
            for (MpdElement url : urls) {
                String path = RelativePath.base(base.path, url.text().value(), url.line());
                if (bases.stream().noneMatch(known -> known.path.equals(path))) {
                    bases.add(new MpdBase(path, url.line()));
                }
                if (bases.size() > MOST) {
                    throw tooMany(url);
                }
            }
        }
        return bases;
    }

    private static InvalidManifestException tooMany(MpdElement url) {
        return url.refuse("is one alternative too many: at most " + MOST + " are followed, those of all levels multiplied");
    }
}
