package dev.longshore.worker.uploader;

import dev.longshore.worker.bundle.ManifestNames;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.source.SourceStorage;
import dev.longshore.worker.vod.MediaService;

/**
 * The world that steps act on.
 *
 * @param manifests tells which files a bundle's manifests name
 */
public record StepPorts(SourceStorage sources, MediaService media, ObjectStore objects, SessionSeal seal, ManifestNames manifests) {

    /** With manifests that are read here. */
    public StepPorts(SourceStorage sources, MediaService media, ObjectStore objects, SessionSeal seal) {
        this(sources, media, objects, seal, ManifestNames.LOCAL);
    }
}
