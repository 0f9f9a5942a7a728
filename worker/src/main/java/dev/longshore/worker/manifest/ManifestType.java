package dev.longshore.worker.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The streaming manifests that are followed, by VOD's name of their type. */
public enum ManifestType {
    HLS("m3u8") {
        @Override
        public List<Reference> parse(byte[] content) throws InvalidManifestException {
            return ManifestParser.parse(content);
        }
    },
    DASH("mpd") {
        @Override
        public List<Reference> parse(byte[] content) throws InvalidManifestException {
            return MpdParser.parse(content);
        }
    };

    private final String mediaType;

    ManifestType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As ApplyUpload's {@code MediaType} and ParseStreamingManifest's {@code ManifestType} have it. */
    public String mediaType() {
        return mediaType;
    }

    /** @param mediaType in lower case; empty if it is no manifest's */
    public static Optional<ManifestType> of(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findAny();
    }

    /**
     * The files that a manifest names, in its order, each once, with the first line that names it.
     *
     * @throws InvalidManifestException if it is no complete manifest, or names what isn't a relative path in its folder or below
     */
    public abstract List<Reference> parse(byte[] content) throws InvalidManifestException;
}
